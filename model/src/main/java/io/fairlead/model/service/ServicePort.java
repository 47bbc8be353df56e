package io.fairlead.model.service;

/** A port of a service, and the port on which its endpoints serve it unless they say otherwise. */
public record ServicePort(int number, String name, Protocol protocol, int targetPort) {

  public static final int MAX = 65_535;

  public ServicePort {
    if (!isPort(number) || !isPort(targetPort)) {
      throw new IllegalArgumentException("a port lies between 1 and 65535");
    }
  }

  public static ServicePort of(int number, String name, Protocol protocol) {
    return new ServicePort(number, name, protocol, number);
  }

  public static boolean isPort(long number) {
    return number >= 1 && number <= MAX;
  }
}
