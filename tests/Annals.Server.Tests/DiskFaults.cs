using Annals.Archive;
using Annals.Server.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Annals.Server.Tests;

/// <summary>What a failing disk does to the files of a server that runs on it.</summary>
internal static class DiskFaults
{
    /// <summary>Records after which a bundle of the log is complete, and so in the files of its segment.</summary>
    public const int RecordsInFile = 300;

    /// <summary>Takes the second half of a log's records away.</summary>
    public static void CutOffRecords(Tenant tenant)
    {
        var file = Assert.Single(Directory.GetFiles(Path.Combine(tenant.Folder.Path, "segments"), "*.data"));
        using var data = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        data.SetLength(data.Length / 2);
    }

    /// <summary>Sends a request while the server's database cannot be opened.</summary>
    public static async Task<HttpResponseMessage> WithoutDatabaseAsync(IServiceProvider server, Func<Task<HttpResponseMessage>> request)
    {
        var file = server.GetRequiredService<ServerFolder>().Database;
        SqliteConnection.ClearAllPools();
        File.Move(file, file + ".away");
        Directory.CreateDirectory(file);
        try
        {
            return await request();
        }
        finally
        {
            Directory.Delete(file);
            File.Move(file + ".away", file);
        }
    }
}
