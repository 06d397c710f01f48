-- Which node executes a task, and a count that grows as long as it does; null of tasks that were started before nodes had names.
alter table task add column node varchar(32);
alter table task add column beat bigint default 0 not null;
