DROP TABLE twice;
