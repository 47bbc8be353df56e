package io.fairlead.istioconfig.read;

import io.fairlead.istioconfig.Excerpt;
import io.fairlead.istioconfig.Names;
import io.fairlead.model.ProblemCode;
import io.fairlead.model.ResourceName;
import io.fairlead.model.policy.Gateways;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads which proxies follow something: {@code mesh}, {@code name}, {@code namespace/name}. */
record GatewayNames(String namespace, Findings findings) {

  private static final String SIDECARS = "mesh";

  /** Unsaid where the list is empty. */
  Gateways read(String path, List<String> names) {
    boolean isForSidecars = false;
    Set<ResourceName> gateways = new TreeSet<>();
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).equals(SIDECARS)) {
        isForSidecars = true;
      } else {
        named(path + "[" + i + "]", names.get(i)).ifPresent(gateways::add);
      }
    }
    return new Gateways(isForSidecars, gateways);
  }

  private Optional<ResourceName> named(String path, String text) {
    int slash = text.indexOf('/');
    String before = text.substring(0, Math.max(0, slash));
    String where = slash < 0 || before.equals(".") ? namespace : before;
    String name = text.substring(slash + 1);
    Optional<String> problem = Names.problemWithNamespace(where);
    if (problem.isEmpty() && !Names.isDnsLabel(name)) {
      problem =
          Optional.of(
              Excerpt.of(text)
                  + " names no gateway: write mesh, a name, or namespace/name; a name has 1 to 63"
                  + " of a-z, 0-9 and -");
    }
    problem.ifPresent(sentence -> findings.error(ProblemCode.BAD_NAME, path, sentence));
    return problem.isPresent() ? Optional.empty() : Optional.of(new ResourceName(where, name));
  }
}
