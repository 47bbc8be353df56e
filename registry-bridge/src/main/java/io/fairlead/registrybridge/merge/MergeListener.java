package io.fairlead.registrybridge.merge;

import io.fairlead.model.service.ServiceHost;
import java.util.List;
import java.util.Set;

/** Hears what changes in the merged services. */
public interface MergeListener {

  /** Called once every source has synced, with all services then and with changes from then on. */
  void merged(List<MergedService> changed, Set<ServiceHost> removed);
}
