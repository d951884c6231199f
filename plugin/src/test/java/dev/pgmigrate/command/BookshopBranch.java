package dev.pgmigrate.command;

import java.nio.file.Path;

/**
 * A history with a branch and a merge, and a pull request of four revisions on top of it. It lacks
 * one for the author's date of birth.
 */
final class BookshopBranch {
  private final TestProject project;
  private int written;

  private BookshopBranch(TestProject project) {
    this.project = project;
  }

  /** Writes it into a project. */
  static void write(TestProject project) {
    BookshopBranch branch = new BookshopBranch(project);
    branch.merged();
    project.merged();
    branch.proposed();
    project.schema(
        """
        CREATE TABLE author (
            id bigint PRIMARY KEY,
            name varchar(80) NOT NULL,
            phone_number text,
            born date
        );
        """);
  }

  private void merged() {
    revision(
        "a1a1a1a1a1a1",
        "none",
        "authors, books and their publishers",
        """
        CREATE TABLE publisher (id bigint PRIMARY KEY, name text NOT NULL);
        CREATE TABLE author (id bigint PRIMARY KEY, name varchar(80) NOT NULL, phone text);
        CREATE TABLE book (
            id bigint PRIMARY KEY,
            title varchar(200) NOT NULL,
            isbn varchar(13),
            price numeric(8,2),
            remark text,
            publisher_id bigint REFERENCES publisher (id)
        );
        CREATE TABLE book_author (
            book_id bigint REFERENCES book (id),
            author_id bigint REFERENCES author (id),
            PRIMARY KEY (book_id, author_id)
        );
        """,
        "DROP TABLE book_author, book, author, publisher;");
    revision(
        "b2b2b2b2b2b2",
        "a1a1a1a1a1a1",
        "customers",
        "CREATE TABLE customer (id bigint PRIMARY KEY, email text NOT NULL);",
        "DROP TABLE customer;");
    revision(
        "c3c3c3c3c3c3",
        "a1a1a1a1a1a1",
        "wishlists of people who are no customers yet",
        "CREATE TABLE wishlist (id bigint PRIMARY KEY, book_id bigint REFERENCES book (id));",
        "DROP TABLE wishlist;");
    revision("d4d4d4d4d4d4", "b2b2b2b2b2b2, c3c3c3c3c3c3", "merge customers and wishlists", "", "");
  }

  private void proposed() {
    revision(
        "e5e5e5e5e5e5",
        "d4d4d4d4d4d4",
        "add orders",
        """
        CREATE TABLE "Order" (
            id bigint PRIMARY KEY,
            customer_id bigint NOT NULL REFERENCES customer (id),
            placed timestamptz NOT NULL DEFAULT now(),
            "Größe" numeric(12,2)[]
        );
        CREATE TABLE order_line (
            order_id bigint REFERENCES "Order" (id),
            book_id bigint REFERENCES book (id),
            quantity int NOT NULL CHECK (quantity > 0),
            PRIMARY KEY (order_id, book_id)
        );
        """,
        "DROP TABLE order_line;\nDROP TABLE \"Order\";");
    revision(
        "f6f6f6f6f6f6",
        "e5e5e5e5e5e5",
        "prices of up to ten digits",
        """
        -- migrate:allow table-rewrite forty thousand rows, two seconds
        ALTER TABLE book ALTER COLUMN price TYPE numeric(12,4);
        CREATE INDEX book_title_idx ON book (title);
        """,
        "DROP INDEX book_title_idx;\nALTER TABLE book ALTER COLUMN price TYPE numeric(8,2);");
    revision(
        "a7a7a7a7a7a7",
        "f6f6f6f6f6f6",
        "phone_number instead of phone, for @everyone & <all>",
        "ALTER TABLE author RENAME COLUMN phone TO phone_number;",
        "ALTER TABLE author RENAME COLUMN phone_number TO phone;");
    revision(
        "b8b8b8b8b8b8",
        "a7a7a7a7a7a7",
        "drop remarks and wishlists",
        "ALTER TABLE book DROP COLUMN remark; DROP TABLE wishlist;",
        """
        CREATE TABLE wishlist (id bigint PRIMARY KEY, book_id bigint REFERENCES book (id));
        ALTER TABLE book ADD COLUMN remark text;
        """);
  }

  Path revision(String id, String parents, String message, String up, String down) {
    written++;
    Path file = project.migrations().resolve("20260101%04d_%s_x.sql".formatted(written, id));
    project.write(
        file,
        """
        -- %s
        --
        -- revision: %s
        -- parent:   %s
        -- created:  2026-01-01T00:%02d:00Z

        -- migrate:up
        %s
        -- migrate:down
        %s
        """
            .formatted(message, id, parents, written, up, down));
    return file;
  }
}
