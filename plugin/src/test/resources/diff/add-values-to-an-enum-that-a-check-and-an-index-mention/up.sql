ALTER TYPE state ADD VALUE 'doing' AFTER 'new';
