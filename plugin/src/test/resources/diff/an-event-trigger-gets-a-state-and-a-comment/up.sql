ALTER EVENT TRIGGER noted DISABLE;

COMMENT ON EVENT TRIGGER noted IS 'notes what is dropped';
