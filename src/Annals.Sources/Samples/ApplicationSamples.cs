namespace Annals.Sources.Samples;

/// <summary>Records of an application of one's own, in the shape that docs/formats/record-shapes.md describes.</summary>
internal static class ApplicationSamples
{
    public static readonly SampleFamily[] Families =
    [
        new(60, Order),
        new(50, Invoice),
        new(30, Approval),
        new(16, Viewed),
    ];

    private const char Q = '"';

    private static readonly string[] OrderActions = ["order.create", "order.update", "order.release", "order.cancel", "order.ship"];

    private static readonly string[] InvoiceActions = ["invoice.create", "invoice.post", "invoice.pay", "invoice.dun"];

    private static void Order(SampleContext c)
    {
        var r = c.Random;
        var order = 4_000_000 + r.Below(900_000);
        Head(c, "order-desk", r.Pick(OrderActions), r.OneIn(25) ? "failure" : "success");
        c.Writer.Write($$$"""{{{Q}}}target":{"id":"{{{order}}}","name":"Order {{{order}}}","type":"order"},"changes":[{"property":"quantity","old":{{{r.Below(500)}}},"new":{{{r.Below(500)}}}},{"property":"deliveryDate","old":null,"new":"{{{c.Time}}}Z"},{"property":"price","old":{{{r.Below(9000)}}}.{{{10 + r.Below(90)}}},"new":{{{r.Below(9000)}}}.{{{10 + r.Below(90)}}}}],"lines":[{"article":"A-{{{10_000 + r.Skewed(9000)}}}","unit":"piece","warehouse":"{{{r.PickSkewed(SampleWords.Sites)}}}"},{"article":"A-{{{10_000 + r.Skewed(9000)}}}","unit":"piece","warehouse":"{{{r.PickSkewed(SampleWords.Sites)}}}"}],""");
        Tail(c);
    }

    private static void Invoice(SampleContext c)
    {
        var r = c.Random;
        var (invoice, customer) = (70_000_000 + r.Below(9_000_000), r.Skewed(2000));
        Head(c, "billing", r.Pick(InvoiceActions), r.OneIn(40) ? "failure" : r.OneIn(60) ? "partial" : "success");
        c.Writer.Write($$$"""{{{Q}}}target":{"id":"{{{invoice}}}","name":"Invoice {{{invoice}}}","type":"invoice"},"amount":{{{r.Below(90_000)}}}.{{{10 + r.Below(90)}}},"currency":"EUR","customer":{"id":"{{{c.Thing(30, customer)}}}","account":"D{{{100_000 + customer}}}"},"document":"{{{c.FileName(c.File())}}}","payment":{"reference":"INV-{{{invoice}}}","method":"transfer","terms":"30 days net","status":"open"},""");
        Tail(c);
    }

    private static void Approval(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        Head(c, "billing", r.OneIn(5) ? "approval.reject" : "approval.grant", "success");
        c.Writer.Write($$$"""{{{Q}}}target":{"id":"{{{r.Guid()}}}","name":"{{{r.Pick(SampleWords.Subjects)}}} {{{r.Pick(SampleWords.Papers)}}}","type":"approval"},"requestedBy":{"id":"{{{other.Id}}}","name":"{{{other.Upn}}}"},"limit":{{{1000 * r.Below(200)}}},"amount":{{{r.Below(200_000)}}}.{{{10 + r.Below(90)}}},"policy":"Approval of amounts above the limit of the cost centre","costCentre":"{{{4000 + r.Skewed(60)}}}","channel":"web","comment":"{{{r.Pick(SampleWords.Papers)}}} of {{{r.Pick(SampleWords.Subjects)}}} {{{r.Below(9000)}}}",""");
        Tail(c);
    }

    private static void Viewed(SampleContext c)
    {
        var (r, other) = (c.Random, c.Other());
        Head(c, "hr-portal", "salary.read", r.OneIn(12) ? "denied" : "success");
        c.Writer.Write($$$"""{{{Q}}}target":{"id":"p-{{{other.Number}}}","name":"{{{other.Name}}}","type":"employee"},"fields":["base","bonus"],"reason":"{{{r.Pick(SampleWords.Papers)}}}","ticket":"HR-{{{10_000 + r.Below(9000)}}}","screens":["employee/overview","employee/salary"],"legalBasis":"employment contract","retention":"P3Y",""");
        Tail(c);
    }

    private static void Head(SampleContext c, string source, string action, string outcome)
    {
        var (r, user) = (c.Random, c.User);
        c.Writer.Write($$$"""{"id":"{{{r.Guid()}}}","time":"{{{c.TimeWithMilliseconds}}}Z","source":"{{{source}}}","service":"{{{source}}}","actor":{"id":"{{{user.Id}}}","name":"{{{user.Upn}}}","type":"employee","department":"{{{SampleWords.Sites[user.Number % SampleWords.Sites.Length]}}}","roles":["{{{SampleWords.BusinessRoles[user.Number % SampleWords.BusinessRoles.Length]}}}"]},"action":"{{{action}}}","outcome":"{{{outcome}}}",""");
    }

    private static void Tail(SampleContext c)
    {
        var r = c.Random;
        c.Writer.Write($$$"""{{{Q}}}context":{"ip":"{{{c.Session.Address}}}","sessionId":"{{{c.Session.Id}}}","correlationId":"{{{c.Session.Correlation}}}","requestId":"{{{r.Guid()}}}","userAgent":"{{{c.Session.UserAgent}}}","durationMs":{{{r.Below(4000)}}},"node":"app-{{{1 + r.Below(12)}}}.example.org","build":"8.14.{{{302 + r.Skewed(3)}}}","environment":"production","region":"eu-central"}}""");
    }
}
