package io.fairlead.translation.listener;

import com.google.protobuf.Duration;

/** How long a silent client is waited for. */
final class Timeouts {

  /**
   * After it a connection counts as unrecognised and goes on: a server that speaks first is heard
   * after 5 s where detection is needed, and at once where it is not. Long enough that a handshake
   * delayed by a lost packet is still recognised.
   */
  static final Duration DETECTION = Duration.newBuilder().setSeconds(5).build();

  /** Where going on unrecognised would lead nowhere, a silent client may stay silent. */
  static final Duration FOR_EVER = Duration.getDefaultInstance();

  private Timeouts() {}
}
