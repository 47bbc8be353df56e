package io.fairlead.translation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps everything, and the names of what was built since it was last asked. */
final class CountingCache implements ResourceCache {

  private final Map<Record, EncodedResource> kept = new HashMap<>();
  private List<String> built = new ArrayList<>();

  @Override
  public EncodedResource resource(Record input, Supplier<EncodedResource> make) {
    EncodedResource known = kept.get(input);
    if (known != null) {
      return known;
    }
    EncodedResource made = make.get();
    built.add(made.typeUrl().substring(made.typeUrl().lastIndexOf('.') + 1) + " " + made.name());
    kept.put(input, made);
    return made;
  }

  List<String> built() {
    List<String> since = built;
    built = new ArrayList<>();
    return since;
  }
}
