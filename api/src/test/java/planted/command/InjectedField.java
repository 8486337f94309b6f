package planted.command;

import org.springframework.beans.factory.annotation.Autowired;

/** Can't be made without a container. */
final class InjectedField {
    @Autowired
    Command command;
}
