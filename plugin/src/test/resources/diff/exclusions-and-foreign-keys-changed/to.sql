CREATE TABLE room (id integer CONSTRAINT room_pk PRIMARY KEY, number integer CONSTRAINT room_number UNIQUE);
CREATE TABLE booking (
  room integer,
  number integer,
  during tsrange,
  at point,
  CONSTRAINT booking_room FOREIGN KEY (room) REFERENCES room (number),
  CONSTRAINT booking_number_key FOREIGN KEY (number) REFERENCES room (number),
  CONSTRAINT booking_during EXCLUDE USING gist (during WITH &&) WHERE (number > 0)
    DEFERRABLE,
  CONSTRAINT booking_at EXCLUDE USING gist (at WITH ~=) INCLUDE (room) WITH (fillfactor = 60),
  CONSTRAINT booking_same EXCLUDE USING gist (during WITH =),
  CONSTRAINT booking_number CHECK (number > 0) NO INHERIT
);
