CREATE TABLE parcel (id bigint PRIMARY KEY, weight int, sender text);
CREATE PUBLICATION outbound FOR TABLE parcel (id, weight, sender) WHERE (id > 10);
