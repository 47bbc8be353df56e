package io.fairlead.registrybridge.publish;

import com.google.protobuf.Any;
import io.fairlead.istioconfig.mcp.McpCodec;
import io.fairlead.istioconfig.write.ResourceWriter;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.WorkloadEntry;
import java.util.List;

/** Encodes as Istio's ServiceEntry and WorkloadEntry. */
final class IstioEncoder implements ResourceEncoder {

  @Override
  public Any serviceEntry(Declarations.Declared<Service> service, String version) {
    return McpCodec.encode(
        ResourceWriter.serviceEntry(List.of(service.value()), service.annotations()), version);
  }

  @Override
  public Any workloadEntry(Declarations.Declared<WorkloadEntry> entry, String version) {
    return McpCodec.encode(
        ResourceWriter.workloadEntry(entry.value(), entry.annotations()), version);
  }
}
