CREATE TABLE shelf (id bigint PRIMARY KEY, label varchar(20) DEFAULT NULL NOT NULL);
