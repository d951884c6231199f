ALTER TABLE booking DROP CONSTRAINT booking_number;

ALTER TABLE booking DROP CONSTRAINT booking_room;

ALTER TABLE booking DROP CONSTRAINT booking_at;

ALTER TABLE booking DROP CONSTRAINT booking_during;

ALTER TABLE booking RENAME CONSTRAINT booking_by_number TO booking_number_key;

ALTER TABLE booking RENAME CONSTRAINT booking_old TO booking_same;

-- warning new-check-on-existing: fails while a row of booking does not meet the check
--   SELECT count(*) FROM booking WHERE NOT (number > 0);
ALTER TABLE booking ADD CONSTRAINT booking_number CHECK (number > 0) NO INHERIT;

-- warning new-foreign-key-on-existing: fails while a row of booking refers to no row of room
--   SELECT count(*) FROM booking c WHERE c.room IS NOT NULL AND NOT EXISTS (SELECT FROM room p WHERE p.number = c.room);
-- warning foreign-key-without-index: no index of booking begins with (room); deleting from room reads the whole table
ALTER TABLE booking ADD CONSTRAINT booking_room FOREIGN KEY (room) REFERENCES room (number);

ALTER TABLE booking ADD CONSTRAINT booking_at EXCLUDE USING gist (at WITH ~=) INCLUDE (room) WITH (fillfactor = 60);

ALTER TABLE booking ADD CONSTRAINT booking_during EXCLUDE USING gist (during WITH &&) WHERE (number > 0) DEFERRABLE;
