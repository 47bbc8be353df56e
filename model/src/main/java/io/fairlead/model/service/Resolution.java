package io.fairlead.model.service;

/** How the endpoints of a service are found. */
public enum Resolution {
  /** The caller's own destination address is used. */
  NONE,
  /** By the addresses of the endpoints. */
  STATIC,
  /** By DNS, every answer an endpoint. */
  DNS,
  /** By DNS, the first answer only. */
  DNS_ROUND_ROBIN,
  /** By DNS for the name of each request. */
  DYNAMIC_DNS
}
