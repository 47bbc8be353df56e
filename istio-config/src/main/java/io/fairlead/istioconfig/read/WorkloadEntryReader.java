package io.fairlead.istioconfig.read;

import io.fairlead.api.istio.networking.v1alpha3.WorkloadEntry;
import io.fairlead.model.ResourceName;
import java.util.Optional;

/** Reads a WorkloadEntry. */
final class WorkloadEntryReader {

  private WorkloadEntryReader() {}

  static Optional<Declaration> read(ResourceName name, WorkloadEntry entry, Findings findings) {
    return new EndpointReader(findings)
        .read("spec", entry, EndpointReader.AddressForm.ANY)
        .map(
            endpoint ->
                new Declaration.Entry(
                    new io.fairlead.model.workload.WorkloadEntry(name, endpoint)));
  }
}
