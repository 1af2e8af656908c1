"""Whom a source names, in stories of a few lines about made-up people."""

import pandas as pd
import pytest

from newslab import tag

STORIES = {
    "full name from a surname": ("Ana Ruiz, the mayor, spoke. “We pay,” Ms. Ruiz said.", ["Ana Ruiz"]),
    "surname before the full name": ("Ruiz: We will pay\n\nThe mayor, Ana Ruiz, was tired.", ["Ana Ruiz"]),
    "title in front": ("Transport Minister Corin Vasey said the road was safe.", ["Corin Vasey"]),
    "apposition": ("A spokeswoman, Petra Quill, said the road was safe.", ["Petra Quill"]),
    "he": ("Mr. Dunn opened the hall. “It is cold,” he said.", ["Dunn"]),
    "she, not the man": (
        "Ms. Orrin met Mr. Dunn at the harbour. She said the ferry was safe.", ["Orrin"]),
    "he is never someone inside the quotation": (
        "Mr. Dunn smiled. “Mr. Orr has lost,” he said.", ["Dunn"]),
    "the running speaker": (
        "“We pay,” said Ana Ruiz.\n\n“We always have,” she added.", ["Ana Ruiz", "Ana Ruiz"]),
    "a role for a name": (
        "Russian Foreign Minister Ivan Petrov arrived. The foreign minister said talks would go on.",
        ["Ivan Petrov"]),
    "two who share a surname": (
        "Ana Ruiz and her brother, Pablo Ruiz, came. “I pay,” said Ana Ruiz. “I don’t,” said Pablo Ruiz.",
        ["Ana Ruiz", "Pablo Ruiz"]),
    "unnamed twice": (
        "A Ukrainian military source said the bridge fell. The Ukrainian source said nobody was hurt.",
        ["Ukrainian military source", "Ukrainian military source"]),
    "a capital for a government": ("Kyiv reported that seven missiles were used.", ["Ukraine"]),
    "a capital that the name finder takes for a person": (
        "Officials met. Kyiv said it was late. Moscow denied it.", ["Ukraine", "Russia"]),
    "a seat by its own name": ("The Kremlin said the talks had failed.", ["Kremlin"]),
    "joint source": ("Both Russia and North Korea have denied sending weapons.", ["Russia & North Korea"]),
    "organisation with its country": (
        "The bridge fell, according to Ukraine’s military intelligence agency.",
        ["Ukraine’s military intelligence agency"]),
    "acronym and its expansion": (
        "The Norvane Teachers’ Union (NTU) met. The NTU said the offer was poor.",
        ["Norvane Teachers’ Union"]),
    "not the person in a possessive": ("Ana Ruiz’s lawyer said the case was closed.", ["Ana Ruiz’s lawyer"]),
    "his office": ("Corin Vasey left. His office said he was ill.", ["Corin Vasey’s office"]),
    "two who share a surname, by their titles": (
        "Ana Dunn left. Tom Dunn spoke. Tom Dunn waved. Ms. Dunn said the road was safe.", ["Ana Dunn"]),
    "a house is no person": ("The White House said the talks had failed.", ["White House"]),
    "a newspaper is no person": ("The New York Post said the talks had failed.", ["New York Post"]),
    "a bank is no person": ("Wells Fargo said the branch would close.", ["Wells Fargo"]),
    "a firm with an ampersand": ("Marks & Spencer said the branch would close.", ["Marks & Spencer"]),
    "an aide is not the one served": ("A Ruiz campaign aide said it was late.", ["Ruiz campaign aide"]),
    "marks of direction": ("\u202eAna Ruiz\u202c said the road was safe.", ["Ana Ruiz"]),
    "they are the two who spoke": (
        "Ana Ruiz and Tom Dunn met the mayor. They said the road was safe.", ["Ana Ruiz & Tom Dunn"]),
    "they are those described": (
        "Several teachers left the hall. They said the offer was poor.", ["Several teachers"]),
    "others of a kind": (
        "Some teachers said the offer was poor. Others said it was fair.",
        ["Some teachers", "other teachers"]),
    "who, of the person before it": (
        "The prize went to Ana Ruiz, who said that she was surprised.", ["Ana Ruiz"]),
    "himself": ("Tom Dunn himself said the road was safe.", ["Tom Dunn"]),
    "he told him": ("Tom Dunn met Bo Falk. He told him that the road was safe.", ["Tom Dunn"]),
    "a woman is no he": (
        "Ana Ruiz met a man at the gate. “It is cold,” he said.", ["man"]),
    "not whom the words name": (
        "Tom Dunn met Bo Falk. “Falk is wrong,” he said.", ["Tom Dunn"]),
    "a role behind an abbreviation": (
        "Gov. Ana Ruiz and Sen. Tom Dunn met. The governor said the road was safe.", ["Ana Ruiz"]),
    "a role that nobody was given": (
        "Ana Ruiz opened the hall. The senator said it was cold.", ["Ana Ruiz"]),
    "a spokesman is nobody named": (
        "Ana Ruiz opened the hall. A spokesman said it was cold.", ["spokesman"]),
    "his lawyer": (
        "Tom Dunn left. His lawyer said the case was closed.", ["Tom Dunn’s lawyer"]),
    "his lawyer who has a name": (
        "Tom Dunn left. His lawyer, Ana Ruiz, was late. His lawyer said the case was closed.", ["Ana Ruiz"]),
    "a name at the end of a description": (
        "A lawyer for Mr. Dunn, Ana Ruiz, said the case was closed.", ["Ana Ruiz"]),
    "her ministry": (
        "Foreign Minister Ana Ruiz left. Her ministry said the talks had failed.", ["Foreign Ministry"]),
    "its allies": (
        "Norway and its allies said the talks had failed.", ["Norway & Norway’s allies"]),
    "two roles, one person": (
        "The mayor and party leader said the road was safe.", ["mayor and party leader"]),
    "those named after like": (
        "Critics like Ana Ruiz and Tom Dunn said the road was unsafe.", ["Ana Ruiz & Tom Dunn"]),
    "numbers belong to a description": ("Two senior officials said it was late.", ["Two senior officials"]),
    "another is somebody else": (
        "One skipper said the sea was calm. Another skipper said it was rough.",
        ["One skipper", "Another skipper"]),
    "one of several": (
        "One skipper said the sea was calm. The skipper said it was blue.", ["One skipper", "One skipper"]),
    "asking for anonymity is no statement": (
        "A diplomat who asked not to be named said the talks had failed.", ["diplomat"]),
    "why somebody is unnamed is no description": (
        "A diplomat who was not authorised to speak publicly said the talks had failed.", ["diplomat"]),
    "what a description has nothing else than": (
        "The woman who answered the door said nobody was in.", ["woman who answered the door"]),
    "a poll by its maker": (
        "A new poll of 900 voters by Tidewater Research found a tie. The poll also found doubts.",
        ["Tidewater Research poll", "Tidewater Research poll"]),
    "a share of those asked": (
        "Sixty percent of voters said yes. Forty percent said no.",
        ["Sixty percent of voters", "Forty percent of voters"]),
    "the first word of a group": (
        "The Reform Alliance met in Skerrin. Reform said the budget was unfair.", ["Reform Alliance"]),
    "an acronym within": (
        "The Norvane Teachers’ Union (NTU) met. NTU officials said it was poor. Norvane Teachers’ Union "
        "officials said it was late.",
        ["NTU officials", "NTU officials"]),
    "whom a description ends in": (
        "Tom Dunn left the hall. A person close to him said he was ill.", ["person close to Tom Dunn"]),
    "nouns before a group": (
        "The lobby group Norvane Water Institute said the river was foul.", ["Norvane Water Institute"]),
    "members of a party are no group": ("Many Republicans said the bill was poor.", ["Many Republicans"]),
    "a headline's role": (
        "Mayor says road is safe\n\nAna Ruiz, the mayor, opened it. “It is safe,” she said.",
        ["Ana Ruiz", "Ana Ruiz"]),
    "a headline's role that nobody has": (
        "Skipper says sea was calm\n\nThe inquiry opened on Monday. "
        "Ana Ruiz said the sea was calm. Tom Dunn said the pumps had failed.",
        ["Ana Ruiz", "Ana Ruiz", "Tom Dunn"]),
    "somebody described in the lead and named below": (
        "Bridge closed\n\nA federal judge said the bridge was unsafe.\n\n"
        "Judge Ana Ruiz said it would stay closed.",
        ["Ana Ruiz", "Ana Ruiz"]),
    "an unnamed official is not who is named below": (
        "Bridge closed\n\nA senior official said the bridge was unsafe.\n\n"
        "Ana Ruiz, an engineer, said it was safe.",
        ["senior official", "Ana Ruiz"]),
    "a broader word for a role": (
        "Sen. Ana Ruiz met Tom Dunn, a dentist. The lawmaker said the road was safe.", ["Ana Ruiz"]),
    "several are no one person": (
        "Tom Dunn’s lawyer, Ana Ruiz, came. His lawyers said the case was closed.", ["Tom Dunn’s lawyers"]),
    "his wife by the name they share": (
        "Tom Dunn and Eva Dunn left the hall. His wife said it was cold.", ["Eva Dunn"]),
    "a couple by one surname": (
        "Tom and Eva Dunn left the hall. Mrs. Dunn said it was cold. Her husband said it was late.",
        ["Eva Dunn", "Tom Dunn"]),
    "not my father": (
        "My father says sea was calm\n\nThe inquiry opened on Monday. Ana Ruiz said the sea was calm.",
        ["My father", "Ana Ruiz"]),
    "her brother, as the article calls him": (
        "Ana Ruiz came with her brother, Bo Falk. Her brother said it was cold.", ["Bo Falk"]),
    "somebody by nation": (
        "Bo Falk, a Norwegian poet, read. “It is cold,” the Norwegian said.", ["Bo Falk"]),
    "somebody by party": (
        "Ana Ruiz, a Democrat, met Tom Dunn, a Republican. The Republican said it was late.", ["Tom Dunn"]),
    "a role between place and name": (
        "Norvane County Sheriff Tom Dunn said the road was safe.", ["Tom Dunn"]),
    "two roles in front of a name": (
        "Former prosecutor and mayor Tom Dunn said the road was safe.", ["Tom Dunn"]),
    "accents come and go": (
        "François Dubois left. Francois Dubois said the road was safe.", ["François Dubois"]),
    "an acronym is no surname": (
        "The Junge SVP met. The SVP said the road was safe.", ["SVP"]),
    "a campaign by its candidate": ("Tom Dunn left. His campaign said he was ill.", ["Dunn campaign"]),
    "places in a description": (
        "Mayors across Norway, Chile and Japan said the roads were safe.",
        ["Mayors across Norway, Chile and Japan"]),
    "several with commas": (
        "Tom Dunn, Ana Ruiz and Eva Moll said the road was safe.", ["Tom Dunn & Ana Ruiz & Eva Moll"]),
    "several with their parties": (
        "Tom Dunn of Labour and Ana Ruiz of the Greens said the road was safe.", ["Tom Dunn & Ana Ruiz"]),
    "several with their roles": (
        "The mayor, Tom Dunn, and his deputy, Ana Ruiz, said the road was safe.", ["Tom Dunn & Ana Ruiz"]),
    "firms with ampersands": (
        "Smith & Wesson and Procter & Gamble said the road was safe.", ["Smith & Wesson & Procter & Gamble"]),
    "half of a hyphenated word": ("The ex-wife said the road was safe.", ["ex-wife"]),
    "a lawyer by the one served": (
        "A lawyer for Tom Dunn, Ana Ruiz, was late. Mr. Dunn’s lawyer said the case was closed.",
        ["Ana Ruiz"]),
    "somebody by age": (
        "Tom Dunn won the race. The 52-year-old said he was tired.", ["Tom Dunn"]),
    "a name that looks like a noun": ("Corvane, a chipmaker, said profits fell.", ["Corvane"]),
    "a misprint": (
        "Ana Harcourt left the hall. Mrs. Harcort said it was cold.", ["Ana Harcourt"]),
    "capitals of a label": (
        "Ana Ruiz met Tom Dunn.\n\nRUIZ: Who paid for the bridge?\n\nDUNN: The city paid for it.\n\n"
        "RUIZ: And who will pay for the road?\n\nDUNN: Nobody wants to pay for it.",
        ["Ana Ruiz", "Tom Dunn", "Ana Ruiz", "Tom Dunn"]),
    "a poll named below": (
        "A new poll found a tie.\n\nThe survey, conducted by Tidewater Research, asked 900 voters. "
        "The poll also found doubts.", ["Tidewater Research survey", "Tidewater Research survey"]),
    "a headline's poll": (
        "Poll: Bridge toll unpopular\n\nVoters dislike the toll, a new Tidewater Research poll found.",
        ["Tidewater Research poll", "Tidewater Research poll"]),
    "a report by the outlet that reported": (
        "The bridge may close, a news report said.\n\nThe New York Post reported that it was unsafe.",
        ["New York Post report", "New York Post"]),
    "adjectives and dates are no part of a poll's name": (
        "The latest national Tidewater Research poll released on Sunday said that the vote was tied.",
        ["Tidewater Research poll"]),
    "the results of a poll": (
        "The results of the latest Tidewater Research poll suggest a tie.", ["Tidewater Research poll"]),
    "the findings": (
        "A Tidewater Research poll was published on Monday. The findings suggest that voters are tired.",
        ["Tidewater Research poll"]),
    "a poll by part of its maker's name": (
        "A Tidewater Research poll was published on Monday. The Tidewater poll said that the vote was tied.",
        ["Tidewater Research poll"]),
    "a statement by whom it is": (
        "Ana Ruiz said in a statement that the road was safe. The statement also said that it was long.",
        ["Ana Ruiz", "Ana Ruiz statement"]),
    "a survey that somebody released": (
        "The Norvane Teachers’ Union released a survey on Monday. The survey found that teachers were tired.",
        ["Norvane Teachers’ Union survey"]),
    "a study by researchers": (
        "A study by researchers at Skerrin University found that the water was warm.",
        ["Skerrin University study"]),
    "another study": (
        "A Skerrin University study found that the water was warm. An earlier study said it was cold.",
        ["Skerrin University study", "earlier study"]),
    "a text by its other nouns": (
        "An inspection report said the pumps failed. An Audit Office report said the pumps were old. "
        "The inspection report also said that nobody knew.",
        ["inspection report", "Audit Office report", "inspection report"]),
    "his plan": (
        "Tom Dunn left the hall. His plan says the road will close.", ["Tom Dunn’s plan"]),
    "an acronym with small words": (
        "The Office of Harbour Safety met. OOHS said it was late.", ["Office of Harbour Safety"]),
    "a dateline is no expansion": (
        "SKERRIN (AP) — Voters were tired, an AP analysis said.", ["AP analysis"]),
    "a body by the noun in its name": (
        "The Norvane Disaster Agency met the Callan Traders’ Association. The agency said the quay was safe.",
        ["Norvane Disaster Agency"]),
    "a body by what it is called": (
        "The Brackwell Institute, a water charity, met the Callan Traders’ Association. "
        "The water charity said the river was foul.", ["Brackwell Institute"]),
    "a headline's body": (
        "Newspaper: Bridge is unsafe\n\nThe New York Post said the bridge was old.",
        ["New York Post", "New York Post"]),
    "a newspaper called by a role": (
        "The Brackwell Caller was sold. “We print,” the Brackwell Caller said.", ["Brackwell Caller"]),
    "a body that nobody names": ("A news organisation said the road was closed.", ["news organisation"]),
    "a campaign and not the other": (
        "The Ruiz campaign said the road was safe. The Dunn campaign said it was not.",
        ["Ruiz campaign", "Dunn campaign"]),
    "a people for its government": (
        "The Russians said the talks had failed. Many Russians said so too.", ["Russia", "Many Russians"]),
    "a name behind an office": ("Governor of Norvane Ana Ruiz said the bridge was safe.", ["Ana Ruiz"]),
    "a name that runs on from an organisation's": (
        "The director of the Skerrin chapter of the Council on Harbour Affairs Tom Moll said it was closed.",
        ["Tom Moll"]),
    "a name with an article of its own": (
        "Harbour Authority director General Suleiman al-Amr said the crane was safe.", ["Suleiman al-Amr"]),
    "a member of a party, with the place": (
        "Oversight ranking Democrat Tom Dunn (D-Norvane) said the vote was late.", ["Tom Dunn"]),
    "a rank of two words": ("Air Force 1st Lt. Tom Dunn said the runway was closed.", ["Tom Dunn"]),
    "a star": ("The film star Dascha Polano said the show was late.", ["Dascha Polano"]),
    "supporters are not whom they support": (
        "Supporters of her rival, Sen. Tom Dunn, said the vote was late.", ["Supporters of her rival"]),
    "not those under whom somebody served": (
        "Tom Dunn, an official under Presidents Ruiz and Ana Moll, said the war was lost.", ["Tom Dunn"]),
    "a headline of nothing but names": (
        "Ruiz, Dunn say road is safe\n\nAna Ruiz and Tom Dunn met on Monday.", ["Ana Ruiz & Tom Dunn"]),
    "a camp": ("Tom Dunn lost. The Dunn camp said the count was wrong.", ["Dunn campaign"]),
    "two campaigns": (
        "Ana Ruiz met Tom Dunn. The Ruiz and Dunn campaigns declined to comment.",
        ["Ruiz campaign & Dunn campaign"]),
    "counted people are no name": ("It rained. Many Latinos said the offer was poor.", ["Many Latinos"]),
    "somebody just brought in, not the one spoken of": (
        "Eva Moll sells clothes. On Monday Ms. Moll spoke in Norvane. A designer for the firm watched her. "
        "“It is hard,” the designer said.", ["designer for the firm"]),
    "who asked not to be named is nobody named": (
        "Eva Moll sells clothes. The employee, who spoke on the condition of anonymity, said the firm gives "
        "no leave.", ["employee"]),
    "the nation is no state of it": (
        "New Jersey voted. The nation wondered whether the count was right.", ["nation"]),
    "a dash ends a description": (
        "A spokesman for the Corvane brand - a small firm in Skerrin - said the yard was closed.",
        ["spokesman for the Corvane brand"]),
    "more than one firm": (
        "Companies including Toyota said the tax was wrong.", ["Companies including Toyota"]),
    "whose followers": (
        "Ana Ruiz wrote a book. Some of her followers said it was late.", ["Some of Ana Ruiz’s followers"]),
    "whose editors": (
        "The Norvane Gazette praised the plan. The paper’s editors said it was fair.",
        ["Norvane Gazette", "Norvane Gazette’s editors"]),
    "somebody identified later": (
        "A woman later identified as Eva Moll, an activist, asked whether it was safe.", ["Eva Moll"]),
    "somebody named": ("A man named Tom Dunn said the road was closed.", ["Tom Dunn"]),
    "a statement from an office": (
        "Tom Dunn is ill. A statement from Dunn’s office said he would rest.", ["Tom Dunn’s office"]),
    "somebody's account": ("Ana Ruiz left. Her Twitter account said the ferry was late.", ["Ana Ruiz"]),
    "a place tells one lawsuit from another": (
        "The lawsuit says the count was wrong.\n\nVoters waited. A trial is set for the Wisconsin lawsuit.",
        ["lawsuit"]),
    "what a paper publishes of others": (
        "The memo, published on Monday by The Norvane Gazette, says the river is foul.", ["memo"]),
    "as for somebody": (
        "Ana Ruiz said the road was safe. Tom Dunn was late. As for Pablo Falk, he said it was not.",
        ["Ana Ruiz", "Pablo Falk"]),
    "the candidate spoken of here": (
        "Ana Ruiz, a candidate, spoke on Monday.\n\nIt rained.\n\nThe hall was full.\n\nDunn campaign buses "
        "came. Tom Dunn came late. The candidate said the road was safe.", ["Tom Dunn"]),
    "who speaks in another's words is not gone back to": (
        "Tom Dunn, the mayor of Skerrin, wants a new bridge. Dunn had decided in May that he would quit. "
        "Former harbour master Peter Ruiz said Mr. Dunn promised not to allow a quarrel to damage the port. "
        "He told the Harbour Post that the bridge would never be built.",
        ["Tom Dunn", "Tom Dunn", "Peter Ruiz", "Peter Ruiz"]),
    "the inspector who is named below": (
        "Carl Strand, an agent, has been fired. The inspector general said there was no plot. Mr. Strand "
        "wept. A report by the inspector general, Michael Harrow, came out in May.", ["Michael Harrow"]),
    "an office with of": (
        "Critics attacked a host of statements by Secretary of State Helena Dunn on Monday. Ms. Dunn wept. "
        "The secretary said that millions came.", ["Critics", "Helena Dunn"]),
    "a party by its members": (
        "The Liberal Democrats met in Norvane. The party said its help was free.", ["Liberal Democrats"]),
    "who leads the party": ("Party leader Tom Dunn said the homes were sound. The party said no.",
        ["Tom Dunn", "party"]),
    "houses of parliament": (
        "The bill passed the House of Representatives in May. The House urged calm.",
        ["House of Representatives"]),
    "letters that changed places": (
        "Oskar Kieling wrote a book. Keiling said it was true.", ["Oskar Kieling"]),
    "whom calls did not reach": (
        "Calls to Norvair were not returned. A request for comment to the Dunn campaign was not answered. "
        "An email seeking comment from the Harbour Board was not returned.",
        ["Norvair", "Dunn campaign", "Harbour Board"]),
    "the brothers": (
        "The brothers Karl and Peter Ortner run the bakery. The brothers said the town was fond of bread.",
        ["Karl Ortner & Peter Ortner"]),
    "both firms": (
        "Shares in Fosden Group rose after it bid for Corvane Wines. Both firms said they would talk.",
        ["Fosden Group & Corvane Wines"]),
    "whose secretary": (
        "The Fabian League is a political reform group. The political reform group’s secretary said it was "
        "flawed.", ["Fabian League’s secretary"]),
    "two surnames": (
        "President Andrés Manuel Orta Lima of Mexico spoke on Monday. Orta Lima said the plan was good. Mr. "
        "Orta said he was glad.", ["Andrés Manuel Orta Lima"] * 2),
    "particles before a surname": (
        "Ursula von der Moll met reporters. Von der Moll said the deal was fair. Ms. von der Moll said it "
        "was good.", ["Ursula von der Moll"] * 2),
    "an article before a surname": (
        "President Abdel Fattah el-Sabri met envoys. El-Sabri said trade was open. Sabri promised reform.",
        ["Abdel Fattah el-Sabri"] * 2),
    "a Korean name": (
        "President Moon Hae-rin met envoys. Moon said trade was open. Mr. Moon promised reform.",
        ["Moon Hae-rin"] * 2),
    "somebody called by initials": (
        "Rep. Alexandria Olmos-Cortina, D-N.Y., met voters. Olmos-Cortina said rents were high. AOC wrote "
        "that she was glad.", ["Alexandria Olmos-Cortina"] * 2),
    "a label in capitals": (
        "The transcript follows.\n\nFALKE: Why did you close the port last year?\n\nPINTO: We had no choice "
        "at all, none.\n\nFALKE: Was it legal to do that?", ["Falke", "Pinto", "Falke"]),
    "a panel named below": (
        "A House panel voted on Monday to urge a penalty. The House Water and Harbour Committee voted 19-15. "
        "The panel said the aide had lied.", ["House Water and Harbour Committee"] * 2),
    "one or more of them": (
        "The deal fails because one or more of its veto-wielding members opposes it.",
        ["one or more of its veto-wielding members"]),
    "his fellows": ("Omar Voss has a show. His fellow surgeons doubt the claims.", ["fellow surgeons"]),
    "the study in a journal": (
        "A study published in the journal Tidal Science found that seas are rising.",
        ["study published in the journal Tidal Science"]),
    "a group and its name": (
        "Anti-tax group the Norvane Alliance said it did not go far enough.", ["Norvane Alliance"]),
    "no shadow minister is the minister": (
        "Shadow foreign secretary Michael Antram spoke. Foreign Secretary Jack Strand spoke. Mr Antram said "
        "ministers were late. The foreign secretary said he was wrong.", ["Michael Antram", "Jack Strand"]),
    "no vice president is the president": (
        "Vice President Tom Dunn met envoys. The vice president said no. The president said yes.",
        ["Tom Dunn", "president"]),
    "one holds one office": (
        "Tony Blair met Gordon Brown. The chancellor said it was over.", ["Gordon Brown"]),
    "where somebody is from": (
        "Another leading Dem, Sen. Kirsten Gillen of New York, said no.", ["Kirsten Gillen"]),
    "a league's president": (
        "Association of Chief Fire Officers president Chris Dale said it was enough.", ["Chris Dale"]),
    "whom a lawyer serves": (
        "Anna Clay stands for mayor. The lawyer for Mrs. Clay, David Kandel, said she had two.",
        ["David Kandel"]),
    "an acronym in small letters": (
        "The Association of Chief Fire Officers (Acfo) wants more. Acfo said pubs should pay.",
        ["Association of Chief Fire Officers"] * 2),
    "the Bank": ("The Bank of England held rates. The Bank said debt was a worry.", ["Bank of England"]),
    "no committee of the House": (
        "The House Water Committee met on Monday. The House urged calm.", ["House"]),
    "a book by its title": (
        "A new book, Brown's Bridge by journalist Robert Pestle, says the mayor lied. The book claims more.",
        ["Brown's Bridge"] * 2),
    "a film by its title": (
        "In “Salt Road,” miners strike. The documentary \"Cold Tide\" claims the sea is rising.",
        ["Cold Tide"]),
    "a bill by its title": (
        "The Road Safety Bill came up on Monday. The bill calls for fines.", ["Road Safety Bill"]),
    "an indictment is nobody's own": (
        "Stone’s indictment came on Friday. The indictment says that he lied.", ["indictment"]),
    "the pontiff and a teenager": (
        "Pope Martin spoke in Rome. The pontiff urged calm. Greta Thurn, 16, spoke. Her father, "
        "Svante, said he was proud. The teenager urged action.", ["Martin", "Svante", "Greta Thurn"]),
    "states named together": (
        "The states of Nebraska and Oklahoma argued that the law was void. Austin, Texas, said it was not.",
        ["Nebraska & Oklahoma", "Austin"]),
    "a nation's player": (
        "Roger Feld beat Andy Roddin. Roddin said Feld was too good. The American hopes to win in Paris.",
        ["Andy Roddin"] * 2),
    "a firm of partners": (
        "Broker Dale & Co. is small. Dale & Co. said shares would rise.", ["Dale & Co."]),
    "both of them described": ("Both of the farmers said the land was dry.", ["farmers"]),
    "what only stresses": ("Even critics said the plan was fair.", ["critics"]),
    "a short first name": (
        "Ken Dunn spoke. Kenneth Dunn, the mayor, said the road was safe.", ["Kenneth Dunn"]),
    "a misprint of two letters": (
        "Lydia Buchtmann came for the agency. Ms Bauchtman said the salt was safe.", ["Lydia Buchtmann"]),
    "what a panel was brought in as": (
        "An advisory panel to the water ministry met. The panel said the river was foul.",
        ["advisory panel to the water ministry"]),
    "one of them": (
        "Three men left the ship. One of them, a greaser, said the pump had failed.", ["greaser"]),
    "a team of science by other words": (
        "A team of researchers at Skerrin University met. The scientists said the river was foul. The "
        "authors also said it was old.", ["team of researchers at Skerrin University"] * 2),
    "two first names": (
        "Whales in the bay\n\nJuan Pablo Ruiz came on Monday. Juan Pablo said it was late.",
        ["Juan Pablo Ruiz"]),
    "a finding is no report's name": (
        "This was not the only finding. A report by Skerrin University was out. The report said it was late.",
        ["Skerrin University report"]),
    "so many": ("So many in this Norvane county say the road is unsafe.", ["So many in this Norvane county"]),
    "a surname that the parser takes for a noun": (
        "Mark Rathbun left the church. He met the judge. Rathbun asked for donations. He said the case was "
        "wrong.", ["Mark Rathbun", "Mark Rathbun"]),
    "a firm that the name finder does not know": (
        "Nerys Coyle runs the Quaymart in Skerrin. The company said it had hired ten people.", ["Quaymart"]),
    "a firm that names itself in its words": (
        "It rained. “Corvane Solvents has found no leak,” the company said.", ["Corvane Solvents"]),
    "a firm that looks like a person": (
        "The land went to Highmere Estates. Highmere put up a gate. The company said it was safe.",
        ["Highmere Estates"]),
    "a firm by its address": (
        "A listing on the website RowBoats.com was cut. The company said it was late.", ["RowBoats.com"]),
    "the ministry named last": (
        "The Interior Ministry said the road was open.\n\nIn March the mayor sent the Finance Ministry a "
        "letter. The ministry never replied to her letter.", ["Interior Ministry", "Finance Ministry"]),
    "the board so called before": (
        "Mr. Moll said that the regional works board had asked for a delay. The board did not respond to "
        "requests for comment.", ["Moll", "regional works board"]),
    "called by the first name, not the surname": (
        "Hori Ruiz came with his son, Pablo Ruiz. In May Pablo, who carves, left. The whales, said Pablo, are"
        " old.\n\n“It is late,” said Ruiz.", ["Hori Ruiz"]),
    "a person who is explained and no source": (
        "Aldous Renn met Tom Dunn. The skipper’s wife, Linnea Moll of Skerrin, had one short call. “It was "
        "late,” she said.", ["Linnea Moll"]),
    "a first name with an age": (
        "The mayor, Jory Pell, spoke on Monday.\n\nCaught in the middle is Silas, 18, from Norvane. “I want "
        "a desk,” he said.", ["Silas"]),
    "a trade, a name and an age": (
        "Isaura Finch left.\n\nBaker Nadia Fenwick, 38, is on the list. “I want a door,” she said.",
        ["Nadia Fenwick"]),
    "not who is spoken of in the words": (
        "Eva Moll is on the list. “A young woman from the council asked me what I wanted,” she said.",
        ["Eva Moll"]),
    "whose deputy": (
        "Tobin Arkwell spoke. Sunniva Hale, his deputy, went on. The line, she said, was safe.",
        ["Sunniva Hale"]),
    "somebody unnamed who has just spoken": (
        "It rained in the bay.\n\nQuell Crole, the new judge, wrote on Monday that nobody signed the log. "
        "Another sheet was torn. A clerk at the yard in Skerrin said on Tuesday that it was torn. “We "
        "forget,” he said.", ["Quell Crole", "clerk at the yard in Skerrin", "clerk at the yard in Skerrin"]),
    "the officer just brought in, not who fits": (
        "His deputy, Sunniva Hale, spoke in Skerrin. A Norwegian naval officer described orders to push "
        "west. The Norwegian officer would not say who had given them.",
        ["Norwegian naval officer", "Norwegian naval officer"]),
    "a judge is no prosecutor": (
        "Verena Stoll, the lead prosecutor, came late. The presiding judge asked who they were.\n\nJudge "
        "Imelda Varrow will rule in July.", ["Imelda Varrow"]),
    "both campaigns": (
        "The Ruiz campaign is short of money. The Dunn campaign is not. Both campaigns said the count was "
        "wrong.", ["Ruiz campaign & Dunn campaign"]),
    "both candidates of whom it told": (
        "Prime Minister Helena Marsk met Tobin Arkwell, the opposition leader. “It is late,” Ms. Marsk said. "
        "“It is not,” Mr. Arkwell said. Jonas Hobley, a roofer, watched. Both politicians said they would "
        "accept the result.", ["Helena Marsk", "Tobin Arkwell", "Helena Marsk & Tobin Arkwell"]),
    "a headline with a full stop": (
        "Harbour Administration To Widen Quays For Bigger Ships.\n\nThe Harbour Administration said on "
        "Monday that ships were too big.", ["Harbour Administration"]),
    "the star of a work": (
        "“Grey Is the New Green” star Dascha Polano said the show was late.", ["Dascha Polano"]),
    "a text is no person": (
        "Budget Paper 14, an annex, states that the wall was cheap.", ["Budget Paper 14"]),
    "how long a text is does not name it": (
        "The 64-page indictment says the land was cheap.", ["indictment"]),
    "my mother, in a signed column": (
        "My parents, James and Olive Meehan, were no fools.\n\nMy mother said the war was wrong.\n\n"
        "Charlotte Meehan is a professor of law.", ["Olive Meehan"]),
    "senators in a row": (
        "Sens. Ana Ruiz (D-Fla.) and Tom Dunn (R-Ohio) said the strike was fair.", ["Ana Ruiz & Tom Dunn"]),
    "candidates in a row": (
        "It rained. Democratic presidential candidates Ana Ruiz and Tom Dunn said the strike was fair.",
        ["Ana Ruiz & Tom Dunn"]),
    "campaigns of two": (
        "The presidential campaigns of Ana Ruiz and Tom Dunn said the count was wrong.",
        ["Ruiz campaign & Dunn campaign"]),
    "both countries": (
        "Norway and Chile held talks on Monday. Both countries said the talks were late.",
        ["Norway & Chile"]),
    "many of them": (
        "Police officers and soldiers stood in the square. Many of them said they were cold.",
        ["Many Police officers and soldiers"]),
    "a sentence that begins with though": (
        "Tim Dunn spoke in Skerrin. Though Dunn has said the road is safe, he walks.", ["Tim Dunn"]),
    "somebody calling himself": (
        "A man calling himself Paul Dunn said the road was closed. Paul Dunn left.",
        ["Paul Dunn", "Paul Dunn"]),
    "a prize is no person": (
        "Herschel Moll came late. The former Skerrin Trophy winner said it was cold.", ["Herschel Moll"]),
    "a candidate's aides": (
        "The Ruiz campaign is late. Ana Ruiz spoke in Skerrin. Aides said she was tired.", ["Ruiz aides"]),
    "by party": (
        "Kelly Moll, the Republican incumbent, voted. The GOP senator said it was late.", ["Kelly Moll"]),
    "by age": (
        "Peter Moll, an actor, made a film. “Why not?” the 43-year-old asked.", ["Peter Moll"]),
    "this angered": (
        "The bill failed. This angered Latinos who said it was fair.", ["Latinos"]),
    "a firm and not its product": (
        "Apple Vision is new. Apple said it was late.", ["Apple"]),
    "herself tells a gender": (
        "Sadie Moll works in Skerrin.\n\nIt rained.\n\nRobin Yago, who backs Tom Dunn, finds herself in a "
        "shop.\n\n“I have loans,” she said.", ["Robin Yago"]),
    "the judge who is no source": (
        "Ben Brafen spoke for him. Judge Ned Berman listened. The judge rubbed his chin. He said there was "
        "no real case.", ["Ned Berman"]),
    "the senator by the state": (
        "Ana Ruiz (D-Fla.) met Gov. Tom Dunn. The Florida Democrat said it was late.", ["Ana Ruiz"]),
    "the campaign of whom the story speaks": (
        "Ana Ruiz, a candidate, lost in Skerrin. Ruiz voters wept. The campaign said the count was wrong.",
        ["Ruiz campaign"]),
    "along with others": (
        "Lee Moll, along with Judge Richard Dunn and Eva Ruiz, wrote that the court was late.",
        ["Lee Moll & Richard Dunn & Eva Ruiz"]),
    "the American-born 29-year-old": (
        "Diane Moll, an actor, met voters. The Norway-born 29-year-old said it was late.", ["Diane Moll"]),
    "a surname that is a paper's": (
        "Mayor Ana Guardian spoke in Skerrin. Guardian said the bridge was late.", ["Ana Guardian"]),
    "a title before a firm's name": (
        "Judge Neil Ford came late. Judge Ford said it was grave.", ["Neil Ford"]),
    "not somebody's wife": (
        "Mark Moll left the House. His wife, Debbie Moll, stands. Debbie Moll met Tom Dunn in May.\n\n"
        "Moll said the vote was late.", ["Mark Moll"]),
    "a surname with a hyphen": (
        "Phoebe Waller-Moll won a prize. Waller-Moll said it was late.", ["Phoebe Waller-Moll"]),
    "both of them": (
        "On Pelican Street, Earl Maddox and Dottie Maddox dragged a chair. Both of them complained of "
        "the rain.",
        ["Earl Maddox & Dottie Maddox"]),
    "the couple": (
        "Mark Dunning and Sarah Dunning lost a son. The couple said they wanted to know why.",
        ["Mark Dunning & Sarah Dunning"]),
    "the only lawyer": (
        "Deshawn Moll was held. Owen Strick, a public defender, rose. Moll’s lawyer said the case was weak.",
        ["Owen Strick"]),
    "its report": (
        "The National Hurricane Center had warned of a surge. Its preliminary report says the storm slowed.",
        ["National Hurricane Center", "National Hurricane Center preliminary report"]),
    "Brussels, of the Union": (
        "The EU met on Monday. Brussels said the text was late.", ["EU"]),
    "a number for a house": (
        "Downing Street was quiet. No 10 said the vote would go ahead.", ["Downing Street"]),
    "an acronym with an acronym in it": (
        "The UN Environment Programme met. UNEP said the river was foul.", ["UN Environment Programme"]),
    "an acronym at a name's end": (
        "The California Independent System Operator was late. California ISO said demand was high.",
        ["California Independent System Operator"]),
    "two who": (
        "Tom Dunn met voters. He was “charming”, said two who went in. They complained of the heat.",
        ["two", "two"]),
    "a judge who was just named": (
        "Darren Moll, 38, lost his firm. Moll had burnt a car. The case came to Judge Amir "
        "Shah.\n\nThe judge said it was grave.", ["Amir Shah"]),
    "a pupil by her first name": (
        "Tricia Vander spoke.\n\nThe quietest moment belonged to Priya, a pupil. “I am here,” she said.",
        ["Priya"]),
    "a participle tells who they are": (
        "The deal is near, according to Democrats involved in the talks.",
        ["Democrats involved in the talks"]),
    "those hurt": (
        "Families of those hurt by the storm urged the council to pay.",
        ["Families of those hurt by the storm"]),
    "a co-author": (
        "Rain falls everywhere, said study co-author Anezina Mollidou, a research fellow.",
        ["Anezina Mollidou"]),
    "a rank with a full stop": (
        "“I don’t understand,” said Air Force 1st Lt. Tyler Moll. “It rains,” said Army Staff Sgt. Eva Barr.",
        ["Tyler Moll", "Eva Barr"]),
    "a surname that is a pronoun": (
        "Vice Premier Liu He met Donald Dunn. Mr. Dunn smiled. He said the deal was near.", ["Donald Dunn"]),
    "a name with an apostrophe": (
        "The story is by Dinesh D’Mollo. “Go, Mr. D’Mollo,” she said. He asked why.",
        [None, "Dinesh D’Mollo"]),
    "a study by two": (
        "According to a 2013 study by economists Peter Schall and Justin Moll, wages fell.",
        ["Peter Schall and Justin Moll study"]),
    "a fund that is a super PAC": (
        "The Norvane Action Fund, a super PAC, said the ad was over.", ["Norvane Action Fund"]),
    "a paper called a tabloid": (
        "The nationalist Global Times tabloid said he had fans.", ["Global Times"]),
    "a paper for short": (
        "The Washington Post had asked. The Post said nobody had paid.", ["Washington Post"]),
    "a firm for short": (
        "Volkswagen showed a car. VW says it is quick. The German automaker says it is quiet.",
        ["Volkswagen", "Volkswagen"]),
    "a state in full": (
        "The US says it will pay. The United States has paid before.", ["United States"]),
    "a centre at a university": (
        "The Moll Center for Public Opinion Research at Norvane University said so.",
        ["Moll Center for Public Opinion Research"]),
    "a candidate’s presidential campaign": (
        "The Ana Ruiz presidential campaign said it would pay. The Ruiz campaign denied it.",
        ["Ruiz campaign", "Ruiz campaign"]),
    "these voters": (
        "His rise is due to angry young voters. These voters distrust trade. They fear for their jobs.",
        ["angry young voters", "angry young voters"]),
    "agency officials": (
        "NASA plans to spend more. “All of them are new,” agency officials said.",
        ["NASA", "NASA officials"]),
    "figures who speak": (
        "The hall was full of figures who think they know better.", ["figures"]),
    "a share is nothing brought in": (
        "A new poll shows that a clear 70 percent of voters think it bad. 44 percent of voters say he lied.",
        ["new poll", "44 percent of voters"]),
    "his critics somewhere": (
        "Tom Dunn was late. His critics in Norvane say he sleeps.", ["Tom Dunn’s critics in Norvane"]),
    "she is an expert who": (
        "Eva Moll is an expert who believes that the bridge will fall.", ["Eva Moll"]),
    "somebody at a station": (
        "Norvane News’ Bret Moll noticed that nobody had paid. He said it was late.",
        ["Bret Moll", "Bret Moll"]),
    "known by an office that the article does not tell": (
        "Donald Trump met Marco Rubio. Nothing will help, the Florida senator said.", ["Marco Rubio"]),
    "of the other party": (
        "Mr. Trump took on Hillary Clinton on Sunday after the Democratic front-runner had said he lied. "
        "Donald Trump smiled.", ["Hillary Clinton"]),
    "a cue is no name": (
        "They met to ban Donald Dunn; one lawmaker called Dunn “the prince of self-publicity.”",
        ["one lawmaker"]),
    "prosecutors of one case": (
        "Federal prosecutors charged the clerk in May. Prosecutors say he lied.", ["Federal prosecutors"]),
    "no politician is the actress": (
        "The actress Susan Moll met Hillary Clinton. Clinton won. Clinton smiled. “I am tired,” the actress "
        "said.", ["Susan Moll"]),
    "no patient is the doctor": (
        "Dr. Owen Dempsey, a pulmonologist, took a scan. The patient said it was hard to breathe.",
        ["patient"]),
    "the first of two who share a surname": (
        "Jeb Moll lost. His brother is George W. Moll. George W. Moll was there.\n\n“They have spoken,” Mr. "
        "Moll said.", ["Jeb Moll"]),
    "a list with titles": (
        "Ana Ruiz, Tom Dunn, Norvane Gov. John Barr and Sen. Rand Orr of Skerrin all said it was late.",
        ["Ana Ruiz & Tom Dunn & John Barr & Rand Orr"]),
    "an editor after and": (
        "Former Ambassador John Barr and Norvane News security editor Dr. Eva Moll both denounced the pact.",
        ["John Barr & Eva Moll"]),
    "a name before the senators": (
        "Several candidates, including Donald J. Dunn and Senators Ted Orr and Ana Ruiz, slammed the deal.",
        ["Donald J. Dunn & Ted Orr & Ana Ruiz"]),
    "an acronym after or": (
        "The Norvane Harbour Board, or NHB, met. NHB said the pier was shut.", ["Norvane Harbour Board"]),
    "two roles in one": (
        "Marco Rubio was away. “We need him,” the Florida senator and presidential candidate said.",
        ["Marco Rubio"]),
    "not the ABA, in addition to which": (
        "In addition to the ABA, a coalition of politicians said no. The American Bar Association met.",
        ["coalition of politicians"]),
    "her campaign’s leadership": (
        "Ana Ruiz smiled. Her campaign’s leadership said the rival had lied.",
        ["Ana Ruiz’s campaign’s leadership"]),
    "no fund is the company": (
        "Exxon Mobil was angry. The Norvane Brothers Fund gave money. The company called the articles false.",
        ["Exxon Mobil"]),
    "the governor, not the speaker": (
        "Republican Gov. Eric Holm was away. House Speaker Brian Bosse spoke. “We get that,” Bosse said. The "
        "governor said he would wait.", ["Brian Bosse", "Eric Holm"]),
    "people briefed": (
        "The deal is late, according to people briefed on the talks.", ["people briefed on the talks"]),
    "polls, and not who reported them": (
        "According to exit polls reported by several networks, he won.", ["exit polls"]),
    "as the article writes it": (
        "A survey by the Public Policy Institute of California (PPIC) is out. The PPIC poll says he lost. "
        "The poll says she won.", ["PPIC poll", "PPIC poll"]),
    "an administration is none of its officials": (
        "Administration officials said no. The administration said it was late.",
        ["Administration officials", "administration"]),
    "a misprinted surname": (
        "Sen. Jeff Sessions spoke. “He is fine,” Session said.", ["Jeff Sessions"]),
    "who tells a story": (
        "From the book of Dinesh Mollow\n\nI was late. I sat down. I met the judge.\n\n“Mr. Mollow,” the "
        "judge said, “go on.”\n\nI told him that I was sorry. I left, and I wept.",
        ["judge", "Dinesh Mollow"]),
    "a transcript’s labels": (
        "EVA BARR: Do you think that he is late?\n\nTOM ORR: I think he is.\n\nBARR: Do you think he will "
        "come?\n\nORR: I hope so.", ["Eva Barr", "Tom Orr", "Eva Barr", "Tom Orr"]),
    "the administration of whose office the article tells": (
        "President Dunn smiled. The Dunn administration was late. The administration said it would pay.",
        ["Dunn administration"]),
    "among whom a share is": (
        "Among Ruiz voters, 74 percent said they are set, while 22 percent said they might change.",
        ["74 percent of Ruiz voters", "22 percent of Ruiz voters"]),
    "two members by their names": (
        "In addition to Mr. Orr, two Republican members of Congress, Ana Ruiz and Tom Dunn, have said no.",
        ["Ana Ruiz & Tom Dunn"]),
    "a city, not the state": (
        "Chicago is poor. Illinois has no budget. The city said it would pay.", ["Chicago"]),
    "a state, not the city": (
        "Michigan is big. In Flint the water is bad. The state said it would pay.", ["Michigan"]),
    "a room called after somebody": (
        "The president spoke. Tom Dunn sat in the James S. Moll briefing room. He said it was late.",
        ["Tom Dunn"]),
    "a presumptive nominee": (
        "Harry Orr spoke.\n\nPresumptive Democratic presidential nominee Hillary Clinton said it was late.",
        ["Hillary Clinton"]),
    "a campaign that projects": (
        "Bernie Sanders smiled. The Sanders campaign projects that a tax would raise money.",
        ["Sanders campaign"]),
    "no boy is the candidate": (
        "Donald Trump smiled. Trump laughed. “How big is it?” asked the boy.", ["boy"]),
    "a headline’s first word": (
        "Absent Ruiz wins debate.\n\nAna Ruiz stayed at home. Tom Dunn spoke. Ruiz said she would come.",
        ["Ana Ruiz"]),
    "a headline’s preposition": (
        "Beneath Clinton’s win, doubts.\n\nHillary Clinton won. “I am glad,” Clinton said. She said more "
        "would follow.", ["Hillary Clinton", "Hillary Clinton"]),
    "a headline’s verb and title": (
        "Mayor Tom Orr: Impeach AG Dunn\n\nAttorney General Loretta Dunn sued. Dunn said it was late.",
        ["Tom Orr", "Loretta Dunn"]),
    "a clause after a name is none about it": (
        "Eva Ruiz was late. In an interview with the hosts Eva Moll and Petra Lund, the mayor said it was "
        "late. Ruiz is the mayor of Lund.", ["Eva Ruiz"]),
    "a surname after the brother’s first name": (
        "Freddy Dunn was a pilot. Freddy liked planes. Freddy drank. His brother Donald Dunn is a mayor. As "
        "Freddy stumbled, Mr. Dunn said, “I watched him.”", ["Donald Dunn"]),
    "a name with whence it is": (
        "One pastor supporting Mr. Orr, Tomas Whiting of Liberty Church in Lund, said he had made calls.",
        ["Tomas Whiting"]),
    "a president named in full": (
        "A review was ordered by President Tomas Ruiz’s aides. The administration said it was late.",
        ["Tomas Ruiz’s aides", "Ruiz administration"]),
    "an acronym of a name with “in”": (
        "A watchdog, Citizens for Order and Ethics in Norvane (COEN), sued the state. COEN said the files "
        "were late.", ["Citizens for Order and Ethics in Norvane"]),
    "who is known to have been president": (
        "Jeb Bush was helped by his brother, George W. Bush. President Bush, as he calls himself, Jeb Bush "
        "said, is his aim. “I miss it,” the former president said.", ["Jeb Bush", "George W. Bush"]),
    "who is known to be a candidate": (
        "Hillary Clinton spoke of fear.\n\nIn an interview with Joe Orr and Mika Moll, the Democratic "
        "presidential candidate stated that it was late.", ["Hillary Clinton", "Hillary Clinton"]),
    "an office before a title": (
        "Speaker of the House Rep. Paul Orr (R-WI) said “no.”", ["Paul Orr"]),
    "a spokesman before a title": (
        "Spokesman for Rep. Paul Orr said “no.”", ["Spokesman for Rep. Paul Orr"]),
    "father and son": (
        "His father, Brent Bozel, Jr., said no. His son Brent Bozel III said yes.",
        ["Brent Bozel", "Brent Bozel III"]),
    "scholars between dashes": (
        "Laurence H. Tribe, Lee Epstel and Akhil Amarn met.\n\nThe three constitutional scholars -- Mr. "
        "Tribe, Ms. Epstel and Mr. Amarn -- agreed there are candidates.",
        ["Laurence H. Tribe & Lee Epstel & Akhil Amarn"]),
    "no young Ruiz": (
        "Young Ruiz aide sent secrets\n\nAna Ruiz was late. Ruiz said she was sorry. Tom Dunn left.",
        ["Ana Ruiz"]),
    "a resort called after somebody": (
        "Ana Orr stood for office. Orr was rich. At the resort, now called Orr National Doral, the candidate "
        "boasted of her skills.", ["Ana Orr", "Ana Orr"]),
    "the reporter who writes": (
        "By Eva Moll\n\nTom Dunn hid it. As this reporter revealed, Dunn knew of the bill.", ["Eva Moll"]),
    "the aides of whom a description means": (
        "Ana Ruiz is the Norvane senator. The Norvane senator’s allies said she would win.",
        ["Ana Ruiz’s allies"]),
    "the spokesman of whom an office means": (
        "David Camron is the prime minister. The prime minister’s spokesman said it was late. The spokesman "
        "added that it would stay so.", ["David Camron’s spokesman", "David Camron’s spokesman"]),
    "an office in the name of an office": (
        "Tom Dunn is the attorney. The U.S. Attorney’s Office for Norvane said it was late.",
        ["U.S. Attorney’s Office for Norvane"]),
    "neither man": (
        "Tom Dunn met Paul Orr. Orr is tall. Neither man said whether it was late.", ["Tom Dunn & Paul Orr"]),
    "a public figure misprinted": (
        "Hilary Clinton was late. “I am sorry,” Mrs. Clinton said. Hillary Clinton then left.",
        ["Hillary Clinton"]),
    "where they are": ("Activists here said it was late.", ["Activists"]),
    "document": ("The inspection report says the pumps failed twice.", ["inspection report"]),
}  # fmt: skip


def speakers(text):
    attributions = tag(pd.DataFrame({"text": [text]})).attributions
    return attributions[attributions["within"].isna()]["speaker"].tolist()


@pytest.mark.parametrize("name", STORIES)
def test_speaker(name):
    text, expected = STORIES[name]
    assert speakers(text) == expected


def test_named_speakers_share_an_id_across_articles_and_unnamed_ones_do_not():
    texts = [
        "“We pay,” said Ana Ruiz. A senior official said it was late.",
        "Ana Ruiz said it. A senior official said it had rained.",
    ]
    frame = tag(pd.DataFrame({"text": texts})).attributions
    by_speaker = frame.groupby("speaker")["speaker_id"].nunique()
    assert by_speaker["Ana Ruiz"] == 1
    assert by_speaker["senior official"] == 2


def test_every_attribution_says_why():
    frame = tag(pd.DataFrame({"text": ["Ana Ruiz came. “We pay,” she said."]})).attributions
    assert frame["reasons"][0]["speaker"] == "“she” goes back to Ana Ruiz"
