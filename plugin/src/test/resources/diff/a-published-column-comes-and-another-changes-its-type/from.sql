CREATE TABLE parcel (id int PRIMARY KEY, weight int, label text);
CREATE PUBLICATION outbound FOR TABLE parcel (id, weight) WHERE (id > 10);
INSERT INTO parcel VALUES (11, 3, 'a');
