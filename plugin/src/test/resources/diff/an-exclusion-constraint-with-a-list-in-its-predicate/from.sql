CREATE TABLE t (id varchar(40), state varchar, CONSTRAINT once EXCLUDE USING btree (id WITH =) WHERE (state IN ('open', 'held')));
