CREATE SCHEMA "select";
CREATE DOMAIN "select".author AS text CHECK (VALUE <> '');
CREATE TABLE book (it text, a "select".author DEFAULT NULL);
