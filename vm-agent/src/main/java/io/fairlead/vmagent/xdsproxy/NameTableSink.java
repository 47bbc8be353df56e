package io.fairlead.vmagent.xdsproxy;

import io.fairlead.api.istio.networking.nds.v1.NameTable;

/** Takes each name table; an exception refuses it with its message and the last one stays. */
public interface NameTableSink {

  void update(NameTable table);
}
