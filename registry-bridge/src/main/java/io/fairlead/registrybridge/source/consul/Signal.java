package io.fairlead.registrybridge.source.consul;

import java.util.List;
import java.util.Map;

/** What one watch tells: the whole of what it watches, as it is now. */
sealed interface Signal {

  /** The tags of every service by its name. */
  record Services(Map<String, List<String>> tags) implements Signal {}

  /** Every check that is in one state. */
  record Checks(String status, List<ConsulInstance.Check> checks) implements Signal {}

  /** The address of every node by its name. */
  record Nodes(Map<String, String> addresses) implements Signal {}

  /** The instances of one service. */
  record Instances(ServiceWatch watch, List<ConsulInstance> instances) implements Signal {}

  /** The watch of one service ended. */
  record Lost(ServiceWatch watch, boolean isOverLimit) implements Signal {}

  /** Reads the body of an answer. */
  interface Reader {
    Signal read(String body) throws ConsulException;
  }
}
