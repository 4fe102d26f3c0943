"""Wordings that the urgency rules had not met when they were first asked.

How many were right at first stands in test_urgency.py. All are held now.
"""

import pytest

from localoffer.question.harm import urgent_language
from localoffer.question.lexicon import Lexicon
from tests.wordings import wordings

URGENT = wordings(
    """
my little boy keeps saying he'd rather not be alive
Our daughter said if she had a gun she would shoot herself
he told his ta that he is planning his own funeral
my nephew is 9 and drew a picture of himself hanging
She's 12 and I've just found out she's been cutting her thighs.
he keeps picking up the kitchen knives and pointing them at his dad
last nite he pinned me against the wall by the throat
my daughter is in the bathroom with a razor and wont open the door
he stopped breathing for a bit then came round | I think my child has eaten rat poison
she has taken 16 paracetamol | found empty packets of tablets in her bed
he's been gone since 3 o clock and his phone is off
my son walked out of school and hasnt been seen since
our non verbal son has got out of the house and we dont know where he is
please help my child has been taken | I'm so scared of what I might do to him
I honestly feel like throwing him out the window
i screamed at him and slapped him really hard and i hate myself
I can't be a mum anymore | i dont want to do this life anymore
I just want to go to sleep and not wake up
i have nothing left to give i am done with everything
we have hit rock bottom and nobody will help us
I can't keep going like this I'm drowning
my husband has walked out and i cant manage these kids another night
everything is too much i want to disappear for good | no one would notice if i was gone
he says the voices tell him to hurt the dog | he swung a bat at his nan
my 16 year old has a machete in his room | my son keeps threatening to slit my throat
he said he will set us all on fire while we sleep
He headbutted me and I think my nose is broken
our teenager is smashing windows and wont stop police are not coming
my other kids are hiding upstairs because hes raging
he bit a chunk out of his sisters arm | hes trying to drown his baby brother in the bath
daughter said her stepdad comes into her room at night
my child came back from respite with bruises and says the man hurt him
the taxi driver put his hand down her trousers
He told me a teacher locked him in and hit him
my mum hits me and i am scared to go home
my boyfriend wont let me leave the house and he punches walls next to my head
a man she met on roblox wants her to meet him
they are making him carry drugs and say they will stab him
she ties her scarf tight around her neck when cross
hes sat on the window ledge with his legs out | my son lay down on the train tracks
she tried to jump out of the moving car | runs in front of lorrys to get killed
my toddler has swallowed a magnet | his face has gone blue
she is fitting and it has been 8 minutes
hes had three seizures in a row without waking up
reaction to nuts throat is closing up
there is blood everywhere he put his arm through the glass
hes burning up and floppy and wont respond | my son has a noose in his room
she posted online that tonight is the night
he gave away his xbox and said goodbye to everyone
hes looking at websites about how to die
my autistic son told me he wants to be with grandad in the sky and he means it
hurting himself every day with a stanley blade
i think shes made herself sick with pills | crisis help tonight for 15 year old
wheres the nearest safe place i cant go home tonight
we fled last night and have nowhere safe to stay | suicdal | kilmyself | i wont to die
she sed she wants too kill her self | my daugter is selfharming agen
he is going to hurt sombody | he punched me right in the nose and blood was pouring
our 14 year old is bigger than me and im terrified he will do me serious harm
he kicked me repeatedly in the head while i was on the floor
she grabbed my hair and dragged me across the kitchen
i lock myself in my room when he goes for me
i fear one day my son will end up killing me
daughter told the doctor she knows how she would do it
he told camhs he has a plan to end things | shes been saving up her antidepressants
my 7yo says he is worthless and shouldnt exist
9 year old wants to know the quickest way to die
hes said three times this week that he has nothing to live for
she cut her thigh really deep last night
woke up to her saying mum ive taken an overdose
found bloody tissues and a blade in the bin
marks all up her wrists and she wont tell me why
my girl is starving herself and says she wants to fade away
he wont stop saying kill me kill me
my son has threatened to throw himself down the stairs
keeps trying to open the car door when we are on the motorway
he put a plastic bag on his head | shes been missing since last night
cant get hold of my daughter she left a note
my child with autism wandered out the front door and is gone
lost him at the shops half an hour ago police called | stranger tried to grab my son
my brother in law touches my daughter | son came home from his dads with cigarette burns
his dad shakes him when hes drunk
my ex keeps turning up and threatening to take the kids and kill us all
husband pushed me while i was holding the baby
im frightened to go to sleep because of what he might do | i have hidden all the knives
police took him away last night after he stabbed his brother | my lad has a gun
he tried to set fire to his bed with me in the house | hes on the roof of the school
she ran onto the dual carriageway
epileptic fit lasting over five minutes what should i do
hes had a fit and hit his head and now wont wake
baby wont wake properly and has a rash | he drank some cleaning stuff
toddlers eaten berries from garden and being sick
shes in a diabetic hypo and unconscious
i shouldnt be here anymore they would be happier
thinking about driving the car into a wall with us in it
im having dark thoughts about my baby
im a single mum and i have completely lost it i need someone now
i keep thinking about ending my own life and my sons
i cant be left alone with him im going to do something i regret
i feel like i am going to explode and hurt someone
please somebody take my son i cant do this | im done i cant parent him any longer
at my absolute limit tonight
we have had enough we are handing him over to social services tonight
hes raging and weve barricaded ourselves in the lounge
who can come out now hes smashing everything
cant keep my youngest safe from his brother
doctors wont help and she keeps saying goodbye to me
says the tv is telling him to hurt people | hes convinced we are poisoning him
i hav had enuf of life | she dosnt want 2 b alive | im gonna kil myself
sons tryin to jump out windo | my daughtr cuts her self wiv a razer
he trys to strangel me | cnt cope nomore | i cant cope with my sons violence any longer
pupil disclosed that stepfather is hitting her at home
a student in my class told me she is planning to kill herself tonight
my grandson says he is going to end his life and i dont know who to ring
foster child has self harmed again and locked the door | my son he want die please help
my daughter she cut hand with knife | husband beat me and child | baby not breath good
he say he jump from window | i no can more please help my son is violent to me
where do i go if my child is suicidal at the weekend
who do i phone my son is threatening us with a bat
number for someone to talk to i want to die
can the police remove my violent son tonight
is there anywhere safe i can take the kids tonight he is drunk
my mate says hes going to top himself | im 16 and im being abused by my brother
my dad comes in my bed at night | my boyfriend hurts me and i dont know what to do
i keep cutting and cant stop | i took a bunch of pills and im scared
i hurt myself when im stressed | im 12 i dont want to live with my mum she hits me
she drinks every night and hits the kids
he threatened his teacher with a pair of scissors
he got a hammer out and smashed my car with me in it
my son squeezes my throat when hes cross
my daughter has thrown herself down the stairs on purpose | he eats glass
she drank nail varnish remover | my kid is drunk and i cant wake her
he took something at a party and is shaking and being sick | she passed out in the bath
my childs arm is bleeding really badly | he fell from a first floor window
seizure been going ages no rescue meds
my son went to the shop at 4 and never came back
we cannot find our daughter she has left her phone
she met someone online and has gone to meet him
he has run off barefoot in the dark and is non verbal | autistic boy missing help
i feel like ending things | i want to give up on life | i cant see any way out of this
theres no way out for me and my boy | wish i could go to sleep forever
everyone would be happier if i wasnt here | i think about death every day
my teen has been googling suicide | she has a suicide plan
he wants to kill everyone at his school | he said he is going to bring a knife to school
my stepson is a danger to my toddler | i am petrified of my 15 year old
we are living in fear of our son | i cant do another night of this
i just screamed im going to kill you at my own child and i scared myself
i hit him today and i feel awful | losing my mind i need someone to come now
no sleep for days i am going to crash the car | im at the edge | we are at crisis point
im so low i cant get out of bed and i have thoughts of leaving this world
she keeps asking me how to die | hes drawing pictures of himself dead
my daughter has stopped eating and drinking for three days
the carer has been slapping my disabled son | bruises all over his back after respite
he told me a man at the club pulled his pants down | my cousin made me touch him
son has barricaded himself in his room with a knife and says its over
my 8 year old keeps saying he wishes he could die
how do i stop my daughter from cutting
is it normal for a 6 year old to say he wants to be dead | he asked alexa how to die
found cuts on my sons legs | she burns her arms with hair straighteners
my teen is refusing to come off the bridge police are there
my daughter ran out in front of a car because she wanted it to hit her
he has swallowed loads of his sisters tablets | think my son has drunk antifreeze
my little one has eaten dishwasher tablet
she is hitting her head so hard she has knocked herself out
son stopped breathing after a seizure | he cant catch his breath and his lips are blue
my child is having a fit right now | she fainted and isnt waking
kid has got his head stuck and is turning purple
he has cut his leg open and theres blood all over
my son hit his sister with a metal pole
he tried to suffocate the cat and now his brother
my daughter held a pillow over the babys face | hes choking his little sister
my boy says he will murder me when im asleep | hes got me by the hair
im bruised all over from my own child
he broke my arm last week and i am scared of what comes next
my husband says if i leave he will kill me | partner has been hitting our disabled son
ex is threatening to burn the house with us inside
shes 13 and her boyfriend is 24 and forces her | my dad touches me
my son told me his bus driver puts his hands in his trousers
the nursery worker slapped my toddler | i saw a carer drag him by the arm and kick him
next door kids are left alone and crying every night
my son has gone missing from respite | school lost my child they cant find him
shes run away with no phone or coat | its midnight and my son still isnt home
he took the car keys and has driven off threatening to crash
dont know how much longer i can do this before i snap
i have had thoughts of ending it for both of us | i cant be here anymore
im going to leave him at the hospital and walk away
please someone take my kids before i hurt them
i just hit my daughter and i cant stop shaking | i dont trust myself with him tonight
were at breaking point and nobody cares | i have nothing left
i wake up wishing i hadnt | whats the point in carrying on
the voices are telling me to hurt my baby | she believes the baby is the devil
son says people on tv want him to kill | he hasnt slept for 5 days and is seeing demons
i need emergency help for my suicidal daughter | whats the crisis number
who can help me tonight | i want to unalive myself | hes gona do sumthing stupid
my sun wants to dye | slef harm | i fink my dauter has took an overdoes
wants 2 end hiz life | my son told the school counsellor he wants it all to end
my 11 year old has been saying he is going to hang himself
she tried to take her own life at the weekend and they sent us home
we found her with a belt round her neck
my daughter is upstairs with a knife and wont talk to me
she cut so deep it needed stitches | he keeps picking his wrists with scissors
i think hes taken all of my painkillers | my child has drunk bleach
son is on the window sill threatening to jump
he just ran into traffic again he says he wants a car to hit him
my boy stopped breathing | my daughter wont come round from her fit
my toddler is choking | my son just threw a brick at his sister
he has got his brother in a headlock and he cant breathe
he said he is going to stab me tonight | hes got a hammer and is breaking the doors down
we have locked ourselves in the car because he is so violent
im scared to be in the house with my own son | he punched me so hard i blacked out
my husband is violent and he has started on the kids
my ex has taken the children and says i will never see them again
dad hits him with a belt | she says her step brother has been touching her
my child said a teacher hurt him and he is scared to go back | my daughter was raped
there is a man messaging my daughter asking for pictures
my neighbours are beating their little boy
my son hasnt come home from school and its 9pm | he has run off and its freezing
i have lost my little boy at the park | my daughter is missing
i cant do it any more i am finished | i cant cope
im at breaking point with my son please help | i want to walk away and never come back
im losing it with him im scared ill hurt him | i nearly threw my baby
i dont want to live anymore | my kids would be better off without me | i feel suicidal
i have no one and i want to end it | please can someone help me tonight
we need urgent help he is going to hurt someone | mental health crisis 14 year old
my son is hearing voices telling him to kill himself
she thinks we are trying to poison her | kicked out with two kids tonight
he wont stop bleeding
"""
)

ORDINARY = wordings(
    """
he cries every night before school and says he hates his life at school
my daughter is so angry all the time | feel like im failing as a mum
i feel so alone with all this | no one listens to us parents
its been a really hard year for our family | im sick and tired of chasing the council
completely lost with the ehcp process | we are desperate for a diagnosis
desperate for a school place | he lashes out when he is overwhelmed
how do i stop my 5 year old hitting his brother | kicks and punches when we say no
she throws things when she is angry is there a course
son swears and hits staff at school and gets suspended
my child runs off in supermarkets | tries to escape from the classroom
always climbing furniture | climbs out of his cot | he has no fear of heights or cars
needs someone with him all the time to stay safe outside | keeping him safe in the car
how to keep my autistic child safe online | gate to keep toddler safe from the road
safe sleep for disabled toddlers | scared of thunder | shes frightened to use the toilet
he is terrified of balloons | worried about moving to secondary
frightened he will be left behind | afraid of being alone in his room
her heart condition at school | heart broken that he was not invited
broken arm in plaster getting to school | broken sleep | his wheelchair is broken
dead leg after sitting cross legged | dead keen on trains
dying his hair blue sensory issue | her hamster died and she cant stop crying
talking to children about a parent dying of cancer
books about death for kids with learning disabilities | funeral help for autistic child
kill the tv when he has meltdown timer app | what kills head lice
killing us with these fees | the noise is killing his concentration
cutting his own food | cuts in short breaks funding | she cut her own hair
cuts corners on his care plan | burnt out mum needs a coffee group
burning smell from his nebuliser | hanging basket workshop
hangs around with older kids at youth club | choked on food once now wont eat lumps
overdosing on screen time at the weekends | fits and starts with his speech
fitted sheets for cot bed waterproof | how long do absence seizures usually last
drop attacks epilepsy helmet | panic attack help for teenager
he stops breathing in his sleep snoring sleep apnoea | blue light glasses
lost all his words at two | lost in translation need interpreter | lost our tribunal
missing out on speech therapy because no therapist | missing milestones
who picks up if the transport is missing | hes gone off food | gone off reading
runs away from noise | escape room for disabled teens | life saving course swimming
saving for his life after we die special needs trust
what happens to my disabled son when i die
will writing for parents of disabled children | life insurance for parents
end of my shift childcare | how to end the placement | jump start maths
bridge the gap tuition | jumping clay art class | trampolining off peak
knife safety cooking class special needs | gun play at nursery is it ok
attack on titan club | abuse of blue badge report | emergency childcare
urgent appointment speech | crisis of confidence in her reading
i need help right now choosing a nursery | help now and later with uniform
help tonight with maths homework | tonights parents evening | drama group
punch and judy show | beat boxing workshop
my son is violent at school and has been suspended twice what support is there
teaching assistant restrained my son is that allowed | he gets angry and breaks his toys
she pulls my hair when she is overwhelmed | he has started biting his sister
how to stop him scratching when his nappy is changed
my daughter scratches her eczema till it bleeds | he pinches himself when hes anxious
bangs his head on the wall when told no what helps | she says nobody likes her at school
he says he is stupid and worthless at maths | my teenager hardly leaves his room
daughter is depressed since lockdown | waiting for camhs for a year
i am exhausted and need a few hours to myself
i cry most nights and could do with talking to another mum
im so tired i could sleep for a week | feeling overwhelmed by the paperwork
i cant work because of his appointments | we cant afford the bus
cannot find anyone to babysit | cant get him to brush his teeth
cant stand the noise of the hoover | cant manage the stairs any more
can not cope with school dinners hall noise | my daughter cant cope with losing games
he struggles to cope with transitions
school say they cant keep him safe on the trip without one to one
is he safe to swim with epilepsy | is it safe to give melatonin | safe places scheme
not safe to cross roads alone | he is unsafe on the stairs needs a rail
scared to go on the bus | im scared of the tribunal
i am afraid of getting the form wrong | frightened of losing his dla
worried the school will kill his confidence | his teacher is killing his love of reading
she would kill for a place at that school | kill switch for powered wheelchair
end to end support | when does it end for high needs funding | end of his placement
how do i end the call with the bot | take his own packed lunch | take her own time
taking his life skills course | life changing equipment | life without the ta
tired of living with damp in a council flat | no point asking the school again
whats the point of the annual review | give up work to care
give up my job carers allowance | thinking of giving up breastfeeding
about to lose my job because of caring | about to run out of nappies
he runs away from school at lunch and comes home
she ran off in town last month can i get a tracker
where is my sons ehcp does anyone know | dont know where to go for help
dont know where he will go to school in september
no idea where she is on the waiting list | lost child wristbands
missing persons in the family tree project
my mum is dying how do i tell my autistic son | our baby died and his sister is asking
grandad passed away support for kids | school play about death of julius caesar
grave concern about the new timetable | he drew a picture of a dead dinosaur
loves drawing skeletons and zombies | obsessed with knives and swords from minecraft
toy sword for party | kitchen knife skills for teens with down syndrome
fire drill upsets him | hot kettle burn prevention | child locks for medicine cupboard
how to give liquid medicine he spits out | he took his tablets with yoghurt today
she takes 10 tablets a day for her heart | missed a dose of epilepsy medication
epileptic son needs a night monitor | seizures controlled by ketogenic diet
collapsed lung last year pe at school | fainting at blood tests
he wont wake up for school in the mornings | sleeps through alarms
stopped breathing as a newborn now has developmental delay
blue lips when cold raynauds | police cadets for disabled teens
police came to school talk | arrested for shoplifting youth justice
drug awareness talk | alcohol in pregnancy fasd | grooming salon work experience
touching exhibits allowed museum sensory day | private parts social story
puberty hand down trousers in public | has his hands down his pants all the time
sex education special school | strangers talk to him on the bus
roblox club for autistic kids | online friends group | left alone at break time
can i leave my 13 year old autistic son home alone | left home alone age limit
our carer left and we have no respite
the sign on the door was wrong and the bus did not come so please change the time
The group was lovely but the hall was too loud and my son hid under a table.
You list the wrong number for the clinic. I rang it and it was dead.
Please add more holiday clubs. We are dying of boredom by week three.
I nearly gave up finding the page about transport.
as a senco i am looking for self harm training for our staff team
suicide awareness course for professionals in milton keynes
school nurse asking for leaflets on self harm | sendco looking for resources on anger
i am a gp looking for the right place to refer a child with tics
childminder here with a 2 year old who bites
i am grandmother of autistic boy what money can i get
please can you send me form for disable child | my son he no speak he is 4
my daughter she dont eat only chips | how much money for carer
where is the wheelchair clinic | who do i phone about the school bus
number for send team | is there anywhere safe to play for under 5s
can the council remove my name from the list | my mate says hes getting dla for adhd
im 16 and want to know about college | im 13 and autistic and hate loud places
my boyfriend has dyslexia can he get support at college | i keep losing my pip letters
i took a photo of the form can i upload it | i hurt my back lifting her need a hoist
she drinks only from one cup | he threatened to quit football
he got a hammer drill toy | my son squeezes everyone when hes happy
he eats paper and mud pica | she eats only beige food
she passed her driving test with adapted car | my childs arm splint is too tight
he fell behind in reading | fell out with her friends | he went to nursery and loved it
we cannot find our way round the website | she left her phone on the bus lost property
met someone from the forum lovely | he runs off in the park | autistic boy needs friends
i feel like no one understands | i want to give up my job to care for him
i cant see any way to park near the school | theres no way to contact the team
wish i could go to sleep he is up at 4 every day
everyone would be happier with a shorter form | he thinks about trains every day
he wants to do everything at his school | he is going to bring a friend to school
a danger of choking so needs food cut up | petrified of dogs
living in fear of the tribunal letter | i cant do another form
i just screamed with joy he got a place | hit me up with ideas for half term
losing my hair with stress lol | no sleep for days please help with sleep clinic
im at the edge of the catchment | at crisis point with school transport
so low on money need food bank | she keeps asking me how to tie laces
hes drawing pictures of his family | stopped eating school dinners
respite carer has been brilliant | he has mongolian blue spots on his back
he told me a man at the club is kind | my cousin made me a sensory board
my teenager wants to cut down on sugar | how to cut through red tape
burns night dinner | burning question about ehcp | killed off our youth club
murder on my knees this soft play | my toddler throws himself on the floor
throws himself backwards when upset | hits himself on the head when frustrated
slaps his own face | hitting head on wall autism toddler
pulls out her own hair trichotillomania | eats hair and soil
no danger awareness needs reins | runs into walls sensory seeking
touches everything in shops | he strips off in public
kisses everyone at school how to teach boundaries | safe touch lessons
keeps going missing from lessons | pe kit missing again | hes missing his old school
drowning in emails from school | flooded with forms | she lost it with the photocopier
exploding head feeling migraine | snapped at my partner because im tired
i shouted at the kids and feel guilty | i lost my temper with the council
feel like walking out of the meeting | they walked out of the meeting
the taxi driver shouts at him | teacher grabbed his arm complaint
how do i stop my daughter from cutting her own fringe
is it normal for a 6 year old to ask about death | he asked alexa how to make slime
found a cut price sensory room kit | she burns easily in the sun uv suits
my teen refuses to come off the xbox | my daughter ran in the school race
he swallowed his first solid food well done | my little one has eaten a whole banana
she is hitting her milestones | he hits his head when he has meltdowns can ot help
he has asthma and needs an inhaler at school
my child had a fit two years ago is he ok to swim | she faints at the sight of blood
kid has got his head stuck in a book | he cut his first tooth
my son hit a home run at rounders club | he loves the cat and his brother
my daughter holds her pillow to sleep | my boy says he will be a train driver
hes got me a card | im tired all over from no sleep
he broke his arm last week can he go to the holiday club
my husband says if i leave work we lose tax credits
partner has been helping our disabled son | ex will not sign the school form
shes 13 and her best friend moved away | my dad helps me with the school run
my son told me his bus driver is nice | the nursery worker is lovely
i saw a carer at the coffee morning | next door kids are noisy
my son has missed school for 3 weeks | school lost my forms they cant find them
shes run out of medication | its midnight and my son still isnt asleep
he took the toy car | dont know how much longer the waiting list will be
i have had thoughts of moving him to another school
i cant be here at 3 oclock who can collect | im going to leave him at the childminder
please someone take my old pushchair | i just missed the drop in
i dont trust the council with this plan | we are at a loss with his reading
i have nothing left to try for sleep | i wake up at 5 with him every day
whats the point of portage | the voices on the satnav upset him
she believes in fairies | son says people stare | he hasnt slept through for 5 years
i need emergency childcare for my daughters appointment | whats the senco number
who can help me with pip tonight | i want to volunteer myself
hes gonna do so well at college | my son wants to dye his hair blue
self help books for mums | i think my daughter has taken to swimming
wants to end his speech therapy
what to do when a friends child has died by accident support for school
he says hes bored to death at school | absolutely dying of laughter at the panto review
our school is killing it with inclusion | she would die without her ipad
my son would kill for a train ride | hitting target on reading | beating the bounds walk
she threw her dinner on the floor again | threw his shoe across the car
my son told the school he wants to do art
my 11 year old has been saying he is going to be an engineer
she tried to take her shoes off at the weekend | we found her a lovely club
my daughter is upstairs with her ipad and wont talk to me
she needed stitches in her coat | he keeps picking his nose
i think hes taken my charger | my child has drunk all his milk feed tube question
son is on the waiting list threatening letter from school about attendance
he just ran a mile for charity | my boy stopped talking at 18 months
my daughter wont come round to potty training | my toddler is chewing everything
my son just threw his dinner away | he has his brother as a young carer
he said he is going to camp tonight | hes got a drill and is building a shed
we have locked gates at school is that legal | im scared to be in the car on motorways
he punched a hole in the wall course for anger
my husband is at work when do evening groups run
my ex has taken up golf and wont share respite
dad takes him swimming with a float belt
she says her step brother has been teaching her
my child said a teacher shouted and he is scared to go back | my daughter was referred
there is a man who does music sessions who | my neighbours are having building work
my son hasnt come off the waiting list | he has run out of pads
i have lost my little girls red book | my daughters blue badge is missing
i cant do it online any other way | i cant cope with the paperwork
im at the point of giving up on tribunal | i want to walk away from mediation
im losing sleep over sats | i nearly missed the deadline | i dont want to live in a flat
my kids would be better off in a smaller class | i feel lonely
i have no one to babysit | please can someone ring me tomorrow
we need help he is going to secondary | mental health nurse for 14 year old
my son is hearing impaired | she thinks her teacher is unfair
kicked out of preschool for biting | he wont stop talking
"""
)


@pytest.mark.parametrize("text", URGENT)
def test_words_of_harm_are_urgent(lexicon: Lexicon, text: str) -> None:
    assert urgent_language(text, lexicon) == "en"


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_words_are_not(lexicon: Lexicon, text: str) -> None:
    assert urgent_language(text, lexicon) is None


# What parents write around what matters.
BESIDE = (
    "please help", "what can i do", "waiting for camhs", "he has an ehcp plan",
    "the teacher told me", "my son is 14", "council wont help", "it was at respite",
)  # fmt: skip


def beside(texts: list[str]) -> list[str]:
    """Return each text with each of the other sayings before it, and after it."""
    pairs = [(text, other) for text in texts for other in BESIDE]
    return [f"{other} {text}" for text, other in pairs] + [
        f"{text} {other}" for text, other in pairs
    ]


def test_what_else_is_said_hides_no_harm(lexicon: Lexicon) -> None:
    """What cancels a rule must stand near it; now and then it does by chance."""
    texts = beside(URGENT)

    lost = [text for text in texts if urgent_language(text, lexicon) is None]

    assert len(lost) < 0.03 * len(texts), lost


def test_what_else_is_said_makes_no_harm(lexicon: Lexicon) -> None:
    texts = beside(ORDINARY)

    urgent = [text for text in texts if urgent_language(text, lexicon) is not None]

    assert len(urgent) < 0.003 * len(texts), urgent
