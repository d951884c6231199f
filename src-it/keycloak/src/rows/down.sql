DO $$
BEGIN
  ASSERT (SELECT count(*) FROM user_attribute JOIN user_entity ON user_entity.id = user_id) = 1000, 'rows were lost';
END
$$;

DELETE FROM user_attribute;

DELETE FROM user_entity;

DELETE FROM client;

DELETE FROM realm;
