ALTER TABLE booking DROP CONSTRAINT booking_during;

ALTER TABLE booking DROP CONSTRAINT booking_at;

ALTER TABLE booking DROP CONSTRAINT booking_room;

ALTER TABLE booking DROP CONSTRAINT booking_number;

ALTER TABLE booking RENAME CONSTRAINT booking_same TO booking_old;

ALTER TABLE booking RENAME CONSTRAINT booking_number_key TO booking_by_number;

ALTER TABLE booking ADD CONSTRAINT booking_during EXCLUDE USING gist (during WITH &&);

ALTER TABLE booking ADD CONSTRAINT booking_at EXCLUDE USING gist (at WITH ~=);

ALTER TABLE booking ADD CONSTRAINT booking_room FOREIGN KEY (room) REFERENCES room (id);

ALTER TABLE booking ADD CONSTRAINT booking_number CHECK (number > 0);
