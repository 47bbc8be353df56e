/**
 * A YAML file as a source: {@link io.fairlead.registrybridge.source.file.ServicesYaml} reads it,
 * {@link io.fairlead.registrybridge.source.file.FileSource} watches it. Text comes in, reports go
 * out; only the composition imports it.
 */
@NullMarked
package io.fairlead.registrybridge.source.file;

import org.jspecify.annotations.NullMarked;
