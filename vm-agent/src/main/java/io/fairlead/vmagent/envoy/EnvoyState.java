package io.fairlead.vmagent.envoy;

/**
 * How Envoy is.
 *
 * @param answers whether its admin interface does
 * @param live whether it has its first configuration
 * @param listening whether its listeners accept
 */
public record EnvoyState(boolean answers, boolean live, boolean listening) {

  public static final EnvoyState ABSENT = new EnvoyState(false, false, false);
}
