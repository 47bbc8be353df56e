package io.fairlead.istioconfig.analyze;

import io.fairlead.api.istio.networking.v1alpha3.ServiceEntry;
import io.fairlead.model.ProblemCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Hosts that several ServiceEntries declare: of those that a caller sees, one is taken. */
final class HostConflicts {

  private HostConflicts() {}

  static void tell(Configuration all, Notes notes) {
    Map<String, Declared<ServiceEntry>> first = new HashMap<>();
    for (Declared<ServiceEntry> entry : inOrder(all)) {
      List<String> hosts = entry.spec().getHostsList();
      for (int i = 0; i < hosts.size(); i++) {
        Declared<ServiceEntry> taken = first.putIfAbsent(HostNames.of(hosts.get(i)), entry);
        if (taken != null && taken != entry && meet(taken, entry)) {
          notes.warning(
              ProblemCode.HOST_DECLARED_TWICE,
              entry.resource(),
              "spec.hosts[" + i + "]",
              "'"
                  + hosts.get(i)
                  + "' is declared by "
                  + taken.title()
                  + " too, which is taken because its namespace and name come first: declare the"
                  + " host once");
        }
      }
    }
  }

  /** As the translation chooses: by namespace and name, whatever the age. */
  private static List<Declared<ServiceEntry>> inOrder(Configuration all) {
    return all.services().stream()
        .sorted((one, other) -> one.resource().name().compareTo(other.resource().name()))
        .toList();
  }

  private static boolean meet(Declared<ServiceEntry> one, Declared<ServiceEntry> other) {
    return Declared.meet(one, one.spec().getExportToList(), other, other.spec().getExportToList());
  }
}
