package planted.command;

import org.springframework.web.bind.annotation.RestController;

/** A controller where commands are decided. */
@RestController
class StrayController {}
