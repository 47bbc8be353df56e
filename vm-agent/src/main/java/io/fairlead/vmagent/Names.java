package io.fairlead.vmagent;

import io.fairlead.vmagent.dns.DnsServer;
import io.fairlead.vmagent.dns.KeptNames;
import io.fairlead.vmagent.xdsproxy.AnswerEdit;
import io.fairlead.vmagent.xdsproxy.RelayCounters;
import io.fairlead.vmagent.xdsproxy.Upstreams;
import io.fairlead.vmagent.xdsproxy.XdsRelay;

/** Whether this host answers the names of the mesh. */
sealed interface Names {

  boolean isReady();

  XdsRelay relay(Upstreams upstreams, AnswerEdit edit, RelayCounters counters);

  /** It does, from the tables that the relay brings. */
  record Served(DnsServer server, KeptNames kept) implements Names {

    @Override
    public boolean isReady() {
      return server.isReady();
    }

    @Override
    public XdsRelay relay(Upstreams upstreams, AnswerEdit edit, RelayCounters counters) {
      return XdsRelay.withNames(
          upstreams,
          table -> {
            server.update(table);
            kept.keep(table);
          },
          edit,
          counters);
    }
  }

  /** It does not. */
  record None() implements Names {

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public XdsRelay relay(Upstreams upstreams, AnswerEdit edit, RelayCounters counters) {
      return XdsRelay.withoutNames(upstreams, edit, counters);
    }
  }
}
