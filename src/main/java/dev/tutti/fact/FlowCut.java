package dev.tutti.fact;

/** A requested block would cut a business flow; stands as long as the request and the flow do. */
public record FlowCut(ActionRequested request, String flow, String service, String owner) implements Request {

    @Override
    public String factId() {
        return "FlowCut:" + request.id() + ":" + flow;
    }
}
