"""`manage.py shard_index`: prints the SQL that spreads PostgreSQL's lookup index over several servers."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from factcheck.index.partitions import sql_for_main, sql_for_shard, sql_to_undo


class Command(BaseCommand):
    help = (
        "Print the SQL that spreads the lookup index over several PostgreSQL servers, for each. Nothing is run; "
        "see docs/scaling.md."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "shards",
            nargs="+",
            metavar="ADDRESS",
            help="address of each shard, such as postgresql://factcheck:password@10.0.0.5/shard; “here” for a part that"
            " stays in the main database",
        )
        parser.add_argument("--undo", action="store_true", help="the SQL that puts the index into one table again")

    def handle(self, *args: Any, **options: Any) -> None:
        shards = ["" if shard == "here" else shard for shard in options["shards"]]
        for shard in filter(None, shards):
            if not shard.startswith(("postgresql://", "postgres://")):
                raise CommandError(f"“here” or an address beginning with postgresql:// was expected; got “{shard}”")
        if options["undo"]:
            self.stdout.write(sql_to_undo(shards))
            return
        for number, shard in enumerate(shards):
            if shard:
                self.stdout.write(f"-- on shard {number}\n{sql_for_shard(number)}")
        self.stdout.write(f"-- on the main database\n{sql_for_main(shards)}")
