package io.fairlead.istioconfig.write;

import io.fairlead.istioconfig.IstioResource;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.List;
import java.util.Map;

/** Writes model values as the Istio resources that declare them. */
public final class ResourceWriter {

  private ResourceWriter() {}

  /**
   * @param hosts services of one declaration, alike but for their host
   */
  public static IstioResource serviceEntry(List<Service> hosts, Map<String, String> annotations) {
    throw new UnsupportedOperationException();
  }

  public static IstioResource workloadEntry(WorkloadEntry entry, Map<String, String> annotations) {
    throw new UnsupportedOperationException();
  }
}
