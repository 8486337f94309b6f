package io.omni.api.edge;

import java.util.List;
import java.util.Map;

/** What an error answer says, before it is put into one of its two forms. */
record ErrorReport(int status, String code, String message, List<ErrorDetail> details, Map<String, String> headers) {

    static ErrorReport of(ErrorCode code, String message, ErrorDetail... details) {
        return new ErrorReport(code.status(), code.name(), message, List.of(details), Map.of());
    }

    ErrorReport with(String header, String value) {
        return new ErrorReport(status, code, message, details, Map.of(header, value));
    }
}
