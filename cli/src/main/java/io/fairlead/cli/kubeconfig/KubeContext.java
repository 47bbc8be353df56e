package io.fairlead.cli.kubeconfig;

/**
 * A context of a kubeconfig with what it names.
 *
 * @param namespace empty where it names none
 */
record KubeContext(String name, String namespace, Section cluster, Section user) {}
