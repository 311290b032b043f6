package dev.yore.sql.parser;

import java.util.Set;

/**
 * The words that cannot be a name everywhere unless they are quoted, in lower case: those that
 * {@link Keywords} has from the parser, which takes a while to load, and some that the grammar
 * takes for something else.
 */
public final class ReservedWords {
  private static final Set<String> WORDS =
      Set.of(
          """
          all and any array as asof asymmetric between both call case cast check collate column \
          constraint create cross cube current current_catalog current_date \
          current_default_transform_group current_path current_role current_schema current_time \
          current_timestamp current_transform_group_for_type current_user cursor date datetime \
          default delete describe distinct do drop else end except exists explain false fetch for \
          foreign from full group grouping having in inner insert intersect interval into join \
          json_scope lateral leading left limit localtime localtimestamp match_condition \
          match_recognize measure merge minus multiset natural new next not null offset on only \
          or order ordinal outer over partition period permute primary qualify range references \
          returning right rollup row rows safe_cast safe_offset safe_ordinal select session_user \
          set skip some stream symmetric system_user table tablesample then time timestamp to \
          trailing true try_cast union unique unknown unnest update upsert user using uuid values \
          variant when where window with\
          """
              .split(" "));

  private ReservedWords() {}

  /** Whether a word in lower case is one of them. */
  public static boolean contains(String word) {
    return WORDS.contains(word);
  }
}
