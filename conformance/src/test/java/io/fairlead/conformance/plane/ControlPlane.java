package io.fairlead.conformance.plane;

import io.fairlead.conformance.envoy.EnvoyConfig;
import io.fairlead.conformance.scenario.Scenario;

/** Turns a scenario into what its caller's Envoy is told. */
public interface ControlPlane {

  EnvoyConfig configure(Scenario scenario);
}
