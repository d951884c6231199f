CREATE ROLE golden_reader;
