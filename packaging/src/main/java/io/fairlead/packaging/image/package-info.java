/**
 * Images of containers, made without a container engine: directories come in, an archive in the
 * form of the OCI image layout goes out (ADR 0033). Equal directories give equal bytes.
 */
@NullMarked
package io.fairlead.packaging.image;

import org.jspecify.annotations.NullMarked;
