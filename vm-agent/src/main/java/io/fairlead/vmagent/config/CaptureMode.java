package io.fairlead.vmagent.config;

/** How traffic gets to the proxy. */
public enum CaptureMode {
  /** By the host's packet filter: programs need to know nothing. Needs root for the rules. */
  REDIRECT,
  /** By listeners with addresses of their own that programs are pointed at. Needs no privilege. */
  EXPLICIT,
  /** Not at all: the proxy is a gateway, which clients call itself. */
  GATEWAY
}
