CREATE TABLE parent (a integer);
CREATE TABLE child (a integer, b integer) INHERITS (parent);
CREATE TABLE lost (a integer, b integer);
