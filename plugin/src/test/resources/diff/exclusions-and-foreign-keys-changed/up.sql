ALTER TABLE booking DROP CONSTRAINT booking_number;

ALTER TABLE booking DROP CONSTRAINT booking_room;

ALTER TABLE booking DROP CONSTRAINT booking_at;

ALTER TABLE booking DROP CONSTRAINT booking_during;

ALTER TABLE booking RENAME CONSTRAINT booking_by_number TO booking_number_key;

ALTER TABLE booking RENAME CONSTRAINT booking_old TO booking_same;

-- warning new-check-on-existing: fails if a row of booking does not meet the check
--   SELECT count(*) FROM booking WHERE NOT (number > 0);
ALTER TABLE booking ADD CONSTRAINT booking_number CHECK (number > 0) NO INHERIT;

-- warning new-foreign-key-on-existing: fails if a row of booking refers to no row of room
--   SELECT count(*) FROM booking c WHERE c.room IS NOT NULL AND NOT EXISTS (SELECT FROM room p WHERE p.number = c.room);
-- warning foreign-key-without-index: no index of booking begins with (room); each DELETE from room reads all of booking
ALTER TABLE booking ADD CONSTRAINT booking_room FOREIGN KEY (room) REFERENCES room (number);

-- warning new-unique-on-existing: fails if two rows of booking exclude each other: at WITH ~=
--   WITH candidate AS (SELECT tableoid AS part, ctid AS place, at AS key_1 FROM booking) SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE (o.part, o.place) <> (t.part, t.place) AND o.key_1 ~= t.key_1);
ALTER TABLE booking ADD CONSTRAINT booking_at EXCLUDE USING gist (at WITH ~=) INCLUDE (room) WITH (fillfactor = 60);

-- warning new-unique-on-existing: fails if two rows of booking exclude each other: during WITH &&
--   WITH candidate AS (SELECT tableoid AS part, ctid AS place, during AS key_1 FROM booking WHERE number > 0) SELECT count(*) FROM candidate t WHERE EXISTS (SELECT FROM candidate o WHERE (o.part, o.place) <> (t.part, t.place) AND o.key_1 && t.key_1);
ALTER TABLE booking ADD CONSTRAINT booking_during EXCLUDE USING gist (during WITH &&) WHERE (number > 0) DEFERRABLE;
