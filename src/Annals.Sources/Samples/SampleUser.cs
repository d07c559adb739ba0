namespace Annals.Sources.Samples;

/// <summary>A person of the invented organisation.</summary>
/// <param name="Number">From 0.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Alias">Part before the @, lower case.</param>
/// <param name="Upn">Sign-in name.</param>
/// <param name="Id">Object id at Microsoft 365.</param>
/// <param name="AgentId">User id at Genesys Cloud.</param>
/// <param name="Puid">Key of the older services, 16 hexadecimal digits.</param>
internal sealed record SampleUser(int Number, string Name, string Alias, string Upn, SampleGuid Id, SampleGuid AgentId, string Puid);
