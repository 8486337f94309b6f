package io.omni.api.edge.description;

import io.swagger.v3.core.jackson.TypeNameResolver;

/** Names a record by itself and what it is nested in: two requests may each have a part called Config. */
final class NestedNames extends TypeNameResolver {

    @Override
    protected String getNameOfClass(Class<?> type) {
        Class<?> outer = type.getDeclaringClass();
        boolean aController = outer != null && outer.getSimpleName().endsWith("Controller");
        return outer == null || aController ? type.getSimpleName() : getNameOfClass(outer) + type.getSimpleName();
    }
}
