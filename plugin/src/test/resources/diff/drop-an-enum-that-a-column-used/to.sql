CREATE TABLE t (mood text DEFAULT 'sad');
