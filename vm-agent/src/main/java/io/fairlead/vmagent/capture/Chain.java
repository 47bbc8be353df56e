package io.fairlead.vmagent.capture;

/** The chains that are ours. Whatever begins with the prefix is ours too, from any version. */
enum Chain {
  FAIRLEAD_INBOUND,
  FAIRLEAD_IN_REDIRECT,
  FAIRLEAD_OUTPUT,
  FAIRLEAD_REDIRECT,
  FAIRLEAD_DNS,
  FAIRLEAD_DNS_ZONE;

  static final String PREFIX = "FAIRLEAD_";
}
