package io.fairlead.istioconfig;

import com.google.protobuf.Message;
import io.fairlead.model.ResourceName;

/** A resource of Istio's language, whatever it was read from. */
public record IstioResource(Kind kind, ResourceName name, Metadata metadata, Message spec) {

  /** Such as {@code ServiceEntry demo/web}, for people. */
  public String title() {
    return kind.name() + " " + name;
  }
}
