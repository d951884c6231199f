CREATE TABLE unrelated (id bigint);
