using Annals.Archive;

// A process for tests to kill or to wait for. Says on standard output what has become durable, line by line:
//   opened SIZE, durable SIZE (again and again), done READ STORED DUPLICATE VARIANT REFUSED SIZE
// Arguments: the data folder and the file to import; without a file it holds the tenant until its standard input ends. With the word "serve" and a number it
// appends records of that number's series from many callers until it is killed, and says after each acknowledgement: stored NAME POSITION
var folder = new DataFolder(args[0]).Tenant(TenantName.Default);
using var tenant = await Tenant.OpenAsync(folder, new TenantOptions { Actor = new Actor("importer") }, TimeProvider.System, CancellationToken.None);
Say($"opened {tenant.Size} {tenant.ReadOnlyReason}");
tenant.Count(tenant.Parse("nosuchword"), CancellationToken.None);
if (args.Length == 1)
{
    Console.In.ReadToEnd();
    return;
}

if (args[1] == "serve")
{
    tenant.Dispose();
    await Appending.RunAsync(folder, args[2], Say);
    return;
}

var options = new IntakeOptions { Progress = progress => Say($"durable {progress.Durable}") };
var summary = await tenant.ImportAsync([IntakeSource.OfFile(args[1])], options, CancellationToken.None);
Say($"durable {summary.Size}");
var total = summary.Total;
Say($"done {total.Read} {total.Stored} {total.Duplicate} {total.Variant} {total.Refused} {summary.Size}");

static void Say(FormattableString line)
{
    lock (Console.Out)
    {
        Console.Out.WriteLine(FormattableString.Invariant(line));
        Console.Out.Flush();
    }
}
