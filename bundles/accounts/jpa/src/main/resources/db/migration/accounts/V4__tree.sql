-- One row, held by whoever takes an account from its place: such changes go one after the other, so no two of them make a
-- circle and none of them waits for another with a row in its hands.
create table account_tree (
  changes_count bigint not null
);
insert into account_tree (changes_count) values (0);
