package io.fairlead.registrybridge.publish;

import com.google.protobuf.Any;
import io.fairlead.model.service.Service;
import io.fairlead.model.workload.WorkloadEntry;

/** Encodes declared values as resources of MCP over xDS; equal values give equal bytes. */
interface ResourceEncoder {

  Any serviceEntry(Declarations.Declared<Service> service, String version);

  Any workloadEntry(Declarations.Declared<WorkloadEntry> entry, String version);
}
