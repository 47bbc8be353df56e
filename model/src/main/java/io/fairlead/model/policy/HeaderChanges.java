package io.fairlead.model.policy;

import java.util.List;
import java.util.Map;

/**
 * What becomes of headers on their way.
 *
 * @param authority what the request says its host is; empty: what it said before
 */
public record HeaderChanges(String authority, Edit request, Edit response) {

  public static final HeaderChanges NONE = new HeaderChanges("", Edit.NONE, Edit.NONE);

  /**
   * @param set in place of what is there
   * @param add beside what is there
   */
  public record Edit(Map<String, String> set, Map<String, String> add, List<String> remove) {

    public static final Edit NONE = new Edit(Map.of(), Map.of(), List.of());

    public Edit {
      set = Map.copyOf(set);
      add = Map.copyOf(add);
      remove = List.copyOf(remove);
    }
  }
}
